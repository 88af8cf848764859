package clean

import (
	"slices"
	"strings"
	"unicode"
)

// EmailKey checks an e-mail address's syntax and gives the key by which records
// are matched: the bare address in lower case. It takes "mailto:" and "Name
// <address>" as exports write them. Dots and +tags stay: only one provider
// ignores them. ok is false, and key "", for what is no address: quoted local
// parts and non-ASCII ones count as none, since few mail systems carry them.
func EmailKey(s string) (key string, ok bool) {
	s = Text(s)
	if i, j := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); i >= 0 && j > i {
		s = s[i+1 : j]
	}
	s = strings.ToLower(strings.Trim(s, " ,;"))
	s = strings.TrimSpace(strings.TrimPrefix(s, "mailto:"))
	local, domain, found := strings.Cut(s, "@")
	if !found || len(s) > 254 || !isLocal(local) || !isDomain(domain) {
		return "", false
	}
	return s, true
}

func isLocal(s string) bool {
	if s == "" || len(s) > 64 || s[0] == '.' || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
		if !letter && strings.IndexByte("!#$%&'*+-/=?^_`{|}~.", c) < 0 {
			return false
		}
	}
	return true
}

// isDomain wants at least two labels and a top level that is no number, so
// that an IP address is none.
func isDomain(s string) bool {
	if len(s) > 253 || !strings.Contains(s, ".") {
		return false
	}
	top := ""
	for l := range strings.SplitSeq(s, ".") {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' {
			return false
		}
		for _, r := range l {
			if 'a' <= r && r <= 'z' {
				continue
			}
			if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
				return false
			}
		}
		top = l
	}
	return len(top) >= 2 && strings.IndexFunc(top, unicode.IsLetter) >= 0
}

// Domain gives a company's domain from its website or an e-mail address, in
// lower case without scheme, www., port and path. "" where the domain does not
// tell the company: addresses at free mail services, pages at a directory or a
// social network (their own home pages count), IP addresses and what is no
// domain at all. Other subdomains stay: without the public suffix list nothing
// tells acme.co.uk from shop.acme.com.
func Domain(s string) string {
	s = strings.ToLower(Text(s))
	if key, ok := EmailKey(s); ok && !strings.Contains(key, "/") {
		_, s, _ = strings.Cut(key, "@")
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "//")
	host, path := s, ""
	if i := strings.IndexAny(s, "/?#\\ "); i >= 0 {
		host, path = s[:i], s[i+1:]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = host[i+1:]
	}
	host, _, _ = strings.Cut(host, ":")
	host = strings.TrimRight(host, ".")
	for strings.HasPrefix(host, "www.") {
		host = host[len("www."):]
	}
	if !isDomain(host) || isFreeMail(host) || path != "" && isSharedHost(host) {
		return ""
	}
	return host
}

// isSharedHost names the hosts whose pages belong to someone else than the host.
func isSharedHost(host string) bool {
	for _, h := range []string{"linkedin.com", "facebook.com", "fb.com", "instagram.com", "twitter.com", "x.com",
		"youtube.com", "tiktok.com", "xing.com", "yelp.com", "linktr.ee", "etsy.com", "github.com", "google.com",
		"crunchbase.com", "yellowpages.com", "pinterest.com", "bbb.org", "medium.com"} {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}

// isFreeMail knows the mail services, and the access providers, whose addresses
// anyone may have.
func isFreeMail(domain string) bool {
	if family, rest, _ := strings.Cut(domain, "."); len(rest) <= 6 {
		switch family {
		case "yahoo", "hotmail", "outlook", "live", "gmx", "ymail", "rocketmail", "yandex", "protonmail", "googlemail":
			return strings.Count(rest, ".") == 0 || strings.HasPrefix(rest, "co.") || strings.HasPrefix(rest, "com.")
		}
	}
	_, found := slices.BinarySearch(freeMail, domain)
	return found
}

// freeMail stands in order, for the binary search; families with many endings
// (yahoo, hotmail …) are known by their first label.
var freeMail = []string{
	"126.com", "139.com", "163.com", "aim.com", "aol.com", "arcor.de", "att.net", "bellsouth.net", "bigpond.com",
	"bluewin.ch", "bol.com.br", "btinternet.com", "charter.net", "comcast.net", "cox.net", "duck.com",
	"earthlink.net", "email.com", "fastmail.com", "fastmail.fm", "foxmail.com", "free.fr", "freenet.de",
	"frontier.com", "frontiernet.net", "gmail.com", "hey.com", "hushmail.com", "icloud.com", "inbox.com",
	"juno.com", "laposte.net", "libero.it", "mac.com", "mail.com", "mail.ru", "mailbox.org", "me.com",
	"mindspring.com", "msn.com", "naver.com", "netscape.net", "netzero.net", "ntlworld.com", "optonline.net",
	"optusnet.com.au", "orange.fr", "pacbell.net", "pm.me", "posteo.de", "prodigy.net", "proton.me", "qq.com",
	"rambler.ru", "rediffmail.com", "roadrunner.com", "rogers.com", "rr.com", "sbcglobal.net", "sfr.fr",
	"shaw.ca", "sina.com", "sky.com", "sympatico.ca", "t-online.de", "talktalk.net", "telus.net", "terra.com.br",
	"tutanota.com", "uol.com.br", "usa.net", "verizon.net", "virgilio.it", "virginmedia.com", "wanadoo.fr",
	"web.de", "windowslive.com", "windstream.net", "xtra.co.nz", "zoho.com",
}

// offices are the names before the @ that stand for a company or a part of it.
var offices = []string{"accounts", "admin", "billing", "contact", "enquiries", "hello", "hr", "info", "inquiries", "kontakt", "mail", "marketing", "office",
	"post", "reception", "sales", "service", "support", "team"}

// OfficeAddress says that an address (as [EmailKey] gives it) is a company's and
// not one person's: several people may have it, so that it tells nobody by itself.
func OfficeAddress(key string) bool {
	local, _, _ := strings.Cut(key, "@")
	return slices.Contains(offices, local)
}
