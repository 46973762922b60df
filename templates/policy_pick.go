package templates

import (
	"cmp"
	"fmt"

	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// PolicyPick is the block that searches the catalogue of managed policies and
// ticks some. The form around it sends the ticked ARNs in Field and the search
// in "q".
type PolicyPick struct {
	T       *text.Text
	Field   string
	One     bool   // only one can be chosen
	Legend  string // "" for the usual words, as Hint
	Hint    string
	Query   string
	FindURL string // where the search is asked with GET; "" posts the form with the field "find"
	Error   string
	Chosen  []PolicyChoice
	Found   []PolicyChoice // without the chosen ones
	Match   int            // how many match the search, those beyond Found included
}

// PolicyChoice is one policy of the block.
type PolicyChoice struct {
	ARN  iam.ARN
	Name string
	Held bool // attached already
}

// NewPolicyChoice makes a choice of a policy of the catalogue.
func NewPolicyChoice(p iam.Policy, held bool) PolicyChoice {
	return PolicyChoice{ARN: p.ARN, Name: string(p.Name), Held: held}
}

// props says the block in words.
func (p PolicyPick) props() ui.PickProps {
	w := p.T.Policies
	props := ui.PickProps{
		Field: p.Field, One: p.One, QueryField: "q", Query: p.Query, Legend: cmp.Or(p.Legend, w.PickLegend), Hint: cmp.Or(p.Hint, w.PickHint),
		Error: p.Error, Search: w.PickSearch, Find: w.PickFind, FindURL: p.FindURL,
		ChosenHead: w.PickChosen, Chosen: p.choices(p.Chosen), FoundHead: w.PickFound, Found: p.choices(p.Found),
	}
	switch more := p.Match - len(p.Found); {
	case p.Query == "":
		props.FoundHead = w.Suggested
	case len(p.Found) == 0 && p.Match == 0:
		props.None = fmt.Sprintf(w.PickNone, p.Query)
	case more > 0:
		props.More = fmt.Sprintf(w.PickMore, p.T.Count(more))
	}
	return props
}

func (p PolicyPick) choices(list []PolicyChoice) []ui.PickChoice {
	w := p.T.Policies
	out := make([]ui.PickChoice, len(list))
	for i, c := range list {
		out[i] = ui.PickChoice{
			Value: string(c.ARN), Label: c.Name, Note: PolicyType(p.T, c.ARN), Held: c.Held,
			URL: PolicyURL(c.ARN), URLText: w.ViewShort, URLLabel: fmt.Sprintf(w.View, c.Name),
		}
		if c.Held {
			out[i].Note = w.PickHeld
		}
	}
	return out
}
