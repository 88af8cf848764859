package queue

import (
	"math"

	"ripen/model"
)

// Score is worth 0 to 100: 35 for fit (0 to 1, against the playbook's target),
// 25 for engagement (full at 3 two-way touches in 90 days), 25 for ripeness
// (count of attributes in place, of ten) and 15 for age (full at 30 idle days).
// Arguments outside their ranges are taken for the nearest end, a fit that is
// no number for the 0.5 of a playbook without a target.
func Score(fit float64, twoWay, count, idleDays int) model.Parts {
	if math.IsNaN(fit) {
		fit = 0.5
	}
	return model.Parts{
		Fit:        35 * min(1, max(0, fit)),
		Engagement: 25 * share(twoWay, 3),
		Ripeness:   25 * share(count, 10),
		Age:        15 * share(idleDays, 30),
	}
}

func share(n, full int) float64 { return float64(min(full, max(0, n))) / float64(full) }
