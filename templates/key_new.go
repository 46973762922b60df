package templates

import (
	"fmt"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
)

// The use cases of the access-key wizard, as forms and porter name them.
const (
	UseCLI        = "cli"
	UseLocal      = "local"
	UseCompute    = "compute"
	UseThirdParty = "third-party"
	UseOutside    = "outside"
	UseOther      = "other"
)

// KeyNew is the access-key wizard: first the choice of a use case, then what
// would be better than a key, and the form that creates it. The handler fills
// the first block; Prepare decides the rest.
type KeyNew struct {
	Page
	User        iam.UserName
	Use         string // "" or unknown: the first step
	Description string
	Confirmed   bool
	Full        bool   // the user has two keys
	HeldBy      string // the operation that holds the user's keys, or ""
	Fault       *fault.Fault

	Cases     []UseChoice
	Case      text.UseCase // that was chosen
	Chosen    bool
	MustTick  bool // there is a better way: the operator must have seen it
	HeldURL   string
	ChooseURL string
}

// UseChoice is one use case to choose.
type UseChoice struct {
	ID string
	text.UseCase
}

// useCases lists the six use cases in AWS's order.
func useCases(k text.Keys) []UseChoice {
	return []UseChoice{
		{UseCLI, k.CLI}, {UseLocal, k.Local}, {UseCompute, k.Compute},
		{UseThirdParty, k.ThirdParty}, {UseOutside, k.Outside}, {UseOther, k.Other},
	}
}

// Prepare decides what the page shows.
func (p KeyNew) Prepare() KeyNew {
	p.Title, p.Faulty = fmt.Sprintf(p.T.Keys.NewTitle, p.User), p.Fault != nil
	p.Crumbs = userCrumbs(p.T, p.User)
	p.Cases, p.ChooseURL = useCases(p.T.Keys), NewKeyURL(p.User)
	for _, c := range p.Cases {
		if c.ID == p.Use {
			p.Case, p.Chosen = c.UseCase, true
		}
	}
	p.MustTick = p.Chosen && p.Use != UseOther
	if p.HeldBy != "" {
		p.HeldURL = OpURL(p.HeldBy)
	}
	return p
}
