package templates

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// AccountShow is the page of the account's own settings.
type AccountShow struct {
	Page
	Fresh     string // how old alias and quotas are
	ID        string
	Alias     string
	SignInURL string
	Sandbox   bool // the sign-in URL leads nowhere
	Caller    string
	Endpoint  string
	Region    string
	Typed     string // alias that was typed
	Quotas    []QuotaRow
	Facts     []LabelledValue // what the summary tells beside the quotas
	Own       bool            // the account has set a password policy
	Rules     []LabelledValue
	Classes   string // of AWS's default, in a sentence, or ""
	NoRules   string // why the password policy is not known, or ""
	Fault     *fault.Fault
}

// QuotaRow is how much of a kind is used, and how much there may be.
type QuotaRow struct {
	Kind   string
	Used   string // "" of a quota that holds for each user or policy
	Quota  string
	Nearly bool // nine tenths are used
}

// WithSummary says what is used of each quota, those of the whole account first,
// and what else AWS counts. Kinds without words keep AWS's name.
func (p AccountShow) WithSummary(s iam.Summary) AccountShow {
	var each []QuotaRow
	for _, k := range slices.Sorted(maps.Keys(s)) {
		kind, isQuota := strings.CutSuffix(k, "Quota")
		word := cmp.Or(p.T.AccountPage.Kinds[kind], kind)
		used, counted := s[kind]
		_, limited := s[k+"Quota"]
		switch {
		case isQuota && counted:
			p.Quotas = append(p.Quotas, QuotaRow{Kind: word, Used: p.T.Count(used), Quota: p.T.Count(s[k]), Nearly: used*10 >= s[k]*9})
		case isQuota:
			each = append(each, QuotaRow{Kind: word, Quota: p.T.Count(s[k])})
		case !limited:
			p.Facts = append(p.Facts, LabelledValue{word, p.summaryValue(k, s[k])})
		}
	}
	p.Quotas = append(p.Quotas, each...)
	return p
}

// summaryValue is a count, or yes or no for what the root user has.
// Source: SummaryMap, GetAccountSummary, IAM API reference.
func (p AccountShow) summaryValue(key string, n int) string {
	switch {
	case !strings.HasPrefix(key, "Account"):
		return p.T.Count(n)
	case n == 0:
		return p.T.AccountPage.No
	}
	return p.T.AccountPage.Yes
}

// WithRules says the account's password policy.
func (p AccountShow) WithRules(rules iam.PasswordPolicy) AccountShow {
	p.Own, p.Rules = rules.Own, PasswordRules(p.T, rules)
	if rules.Classes > 0 {
		p.Classes = classesOf(p.T, rules)
	}
	return p
}

func classesOf(t *text.Text, rules iam.PasswordPolicy) string {
	return fmt.Sprintf(t.AccountPage.Classes, strconv.Itoa(rules.Classes), "A–Z, a–z, 0–9, "+iam.Symbols)
}

// tick says that the sign-in URL of now stops working.
func (p AccountShow) tick() string { return fmt.Sprintf(p.T.AccountPage.AliasTick, p.SignInURL) }

// byID is where users sign in without an alias.
func (p AccountShow) byID() string {
	return fmt.Sprintf(p.T.AccountPage.AliasEndTo, iam.SignInURL(p.ID))
}

// PasswordPolicyForm edits the account's password policy: the form with every
// field as it is now, or the review of what would change.
type PasswordPolicyForm struct {
	Page
	Base     string // the policy that was shown, for the next form
	Fields   PasswordPolicyFields
	Own      bool
	Classes  string       // of AWS's default, which the form cannot show, or ""
	Changes  []RuleChange // of the review, and after a conflict
	Others   []RuleChange // what somebody else has changed
	Fault    *fault.Fault
	Reviewed bool
}

// PasswordPolicyFields is the form as it was filled in.
type PasswordPolicyFields struct {
	Length, Age, Reuse           string
	Upper, Lower, Number, Symbol bool
	ChangeOwn, HardExpiry        bool
}

// NewPasswordPolicyFields fills the form from a policy.
func NewPasswordPolicyFields(p iam.PasswordPolicy) PasswordPolicyFields {
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return PasswordPolicyFields{
		Length: number(p.MinLength), Age: number(p.MaxAge), Reuse: number(p.Reuse), Upper: p.Upper, Lower: p.Lower,
		Number: p.Number, Symbol: p.Symbol, ChangeOwn: p.ChangeOwn, HardExpiry: p.HardExpiry,
	}
}

// RuleChange is one setting that differs between two policies.
type RuleChange struct{ Label, Before, After string }

// RuleChanges compares two policies in words.
func RuleChanges(t *text.Text, before, after iam.PasswordPolicy) []RuleChange {
	var list []RuleChange
	was, is := PasswordRules(t, before), PasswordRules(t, after)
	if before.Own != after.Own {
		by := func(own bool) string {
			if own {
				return t.AccountPage.ByAccount
			}
			return t.AccountPage.ByAWS
		}
		list = append(list, RuleChange{t.AccountPage.Policy, by(before.Own), by(after.Own)})
	}
	for i := range was {
		if was[i].Value != is[i].Value {
			list = append(list, RuleChange{was[i].Label, was[i].Value, is[i].Value})
		}
	}
	return list
}

// WithBase names AWS's default, which the form cannot show, in words.
func (p PasswordPolicyForm) WithBase(base iam.PasswordPolicy) PasswordPolicyForm {
	p.Own = base.Own
	if base.Classes > 0 {
		p.Classes = p.T.AccountPage.ByAWS + " " + classesOf(p.T, base)
	}
	return p
}
