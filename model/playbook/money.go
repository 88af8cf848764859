package playbook

import (
	"math/big"
	"regexp"
	"slices"
	"strings"

	"ripen/model"
)

// amountShape is an amount as people type it, upper-cased and without spaces:
// symbol or currency, digits, then a multiplier and a currency.
var amountShape = regexp.MustCompile(`^(US\$|[$€£]|[A-Z]{3})?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([A-Z]*)$`)

var (
	symbols     = map[string]string{"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP"}
	multipliers = map[string]int64{
		"": 1, "K": 1e3, "THOUSAND": 1e3, "M": 1e6, "MM": 1e6, "MN": 1e6, "MILLION": 1e6,
		"B": 1e9, "BN": 1e9, "BILLION": 1e9,
	}
	currencies = []string{
		"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
		"SGD", "HKD", "INR", "MXN", "BRL", "ZAR",
	}
)

// maxCents keeps sums of many amounts within an int64.
const maxCents = 1e16

// ParseMoney reads an amount as people type it ("350k", "$82M", "1,200.50",
// "EUR 2.5 million") and gives it in cents with the currency that it names, ""
// where it names none. The point is the decimal point; commas part thousands.
// Errors have code [model.Invalid].
func ParseMoney(s string) (cents int64, currency string, err error) {
	t := strings.ToUpper(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", "")), ""))
	m := amountShape.FindStringSubmatch(t)
	if m == nil {
		return 0, "", noMoney(s)
	}
	if m[1] != "" {
		if currency = symbols[m[1]]; currency == "" {
			currency = m[1]
		}
	}
	word := m[4]
	if n := len(word) - 3; n >= 0 && slices.Contains(currencies, word[n:]) && currency == "" {
		word, currency = word[:n], word[n:]
	}
	times, ok := multipliers[word]
	if !ok || currency != "" && !slices.Contains(currencies, currency) {
		return 0, "", noMoney(s)
	}
	amount, _ := new(big.Rat).SetString(strings.ReplaceAll(m[2], ",", "") + m[3])
	amount.Mul(amount, new(big.Rat).SetInt64(times*100))
	if !amount.IsInt() {
		return 0, "", model.Errorf(model.Invalid, "%q has parts of a cent; write two decimals at most", s)
	}
	if amount.Cmp(new(big.Rat).SetInt64(maxCents)) > 0 {
		return 0, "", model.Errorf(model.Invalid, "%q is more than any lead is worth; check the amount", s)
	}
	return amount.Num().Int64(), currency, nil
}

func noMoney(s string) error {
	return model.Errorf(model.Invalid, "%q is no amount; write it as 350k, $82M or 1,200.50", s)
}
