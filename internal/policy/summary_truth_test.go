package policy_test

import (
	"fmt"
	"slices"
	"testing"

	"keyporter/internal/policy"
)

// truth says whether a clause on texts holds of the values of its key.
func truth(c policy.Clause, values []string) bool {
	matches := func(v string) bool { return slices.Contains(c.Values, v) }
	holds := false
	switch {
	case c.Code == policy.ClausePresent:
		holds = len(values) > 0
	case c.Code == policy.ClauseMFA:
		holds = slices.Contains(values, "true")
	case c.Code == policy.ClauseNoMFA:
		holds = slices.Contains(values, "false")
	case c.Many == policy.EveryValue:
		holds = !slices.ContainsFunc(values, func(v string) bool { return !matches(v) })
	default:
		holds = slices.ContainsFunc(values, matches)
	}
	return holds != c.Not || c.OrAbsent && len(values) == 0
}

// TestClausesSayWhatConditionsDecide holds what is said of a condition, also of
// absent keys and of several values, to the evaluator.
func TestClausesSayWhatConditionsDecide(t *testing.T) {
	t.Parallel()
	check := func(operator, key, want string, values []string) {
		d := parsed(t, fmt.Sprintf(`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{%q:{%q:%s}}}}`, operator, key, want))
		request := policy.Request{Principal: benchUser, Action: "s3:GetObject", Resource: "*", Context: policy.NewContext(map[string][]string{key: values})}
		decided := policy.Evaluate(request, policy.Policies{Identity: []policy.Source{{Doc: d}}}).Outcome == policy.Allowed
		if c := d.Summarise()[0].Conditions[0]; truth(c, values) != decided {
			t.Errorf("%s of %s: %+v says %v of %q, Evaluate %v", operator, want, c, !decided, values, decided)
		}
	}
	for _, operator := range []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "ArnEquals", "ArnNotLike"} {
		for _, exists := range []string{"", "IfExists"} {
			for _, values := range [][]string{nil, {"arn:a:b:c:d:e"}, {"arn:a:b:c:d:f"}, {"arn:x:b:c:d:e"}} {
				check(operator+exists, "x:key", `["arn:a:b:c:d:e","arn:a:b:c:d:f"]`, values)
			}
			for _, set := range []string{"ForAnyValue:", "ForAllValues:"} {
				for _, values := range [][]string{nil, {"arn:a:b:c:d:e"}, {"x"}, {"arn:a:b:c:d:e", "x"}, {"arn:a:b:c:d:e", "arn:a:b:c:d:f"}, {"x", "y"}} {
					check(set+operator+exists, "x:key", `["arn:a:b:c:d:e","arn:a:b:c:d:f"]`, values)
				}
			}
		}
	}
	for _, values := range [][]string{nil, {"true"}, {"false"}} {
		for _, want := range []string{`"true"`, `"false"`, `"True"`} {
			check("Bool", "aws:MultiFactorAuthPresent", want, values)
			check("BoolIfExists", "aws:MultiFactorAuthPresent", want, values)
			check("Null", "x:key", want, values)
		}
	}
}
