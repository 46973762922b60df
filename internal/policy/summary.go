package policy

import (
	"slices"
	"strings"
)

// Sentence is what a statement says, or a part of it, ready to be put in words:
// its effect, on whom, on what calls, on what they are about, and when. Nothing
// of the statement is left out. Words come from the codes; all arguments are
// values of the document, which may hold anything.
type Sentence struct {
	Effect  Effect
	Code    SentenceCode
	Deeds   []Phrase // Deed… codes
	Places  []Phrase // Place… codes; none: the resource that the policy hangs on, or the account where the deeds are about that
	Parties []Phrase // Party… codes; none: whoever has the policy, where Named is false
	// Elsewhere and Others say that the places and the parties are those that the
	// statement spares (NotResource, NotPrincipal).
	Elsewhere, Others bool
	Named             bool // the statement has Principal or NotPrincipal
	Conditions        []Clause
	Variables         []string // what looks like a policy variable in an argument, as it is spelled
	Plain             bool     // these are plain text, by the document's Version
	Statement         int      // its index
	Position          Position // of the statement
}

// SentenceCode says how the deeds of a sentence are meant.
type SentenceCode string

// The codes of sentences.
const (
	SentenceDeeds      SentenceCode = "deeds"      // the deeds
	SentenceEverything SentenceCode = "everything" // every action of every service
	SentenceAllBut     SentenceCode = "all-but"    // every action of every service but the deeds
	SentenceNothing    SentenceCode = "nothing"    // no action at all
)

// Phrase is a part of a sentence. Args are as many as the code says; a code with
// a list has it at the end.
type Phrase struct {
	Code PhraseCode
	Args []string
}

// PhraseCode says what a phrase means.
type PhraseCode string

// Summarise tells what the document says, in the order of its statements: one
// sentence for each, or where a statement about all resources has actions of
// several services, one for each service.
func (d *Document) Summarise() []Sentence {
	var list []Sentence
	place := cursor{text: d.text}
	for i := range d.Statements {
		s := &d.Statements[i]
		base := Sentence{Effect: Allow, Code: SentenceDeeds, Statement: i, Position: place.to(s.At)}
		if strings.EqualFold(string(s.Effect), string(Deny)) {
			base.Effect = Deny
		}
		base.name(s)
		base.Variables = s.variables(d.variables())
		base.Plain = base.Variables != nil && !d.variables()
		for j := range s.Conditions {
			c := newClause(&s.Conditions[j], d.variables())
			c.Position = place.to(s.Conditions[j].At)
			base.Conditions = append(base.Conditions, c)
		}
		for _, one := range base.act(s) {
			one.locate(s, d.variables())
			list = append(list, one)
		}
	}
	return list
}

// act returns the sentence with the deeds of the statement, cut by services
// where that makes it easier to read: what it is about is the same for each.
func (base *Sentence) act(s *Statement) []Sentence {
	one := *base
	switch {
	case s.Actions == nil && s.NotActions == nil || s.Actions != nil && len(s.Actions) == 0:
		one.Code = SentenceNothing
	case anyText(s.Actions, isEverything) || s.Actions == nil && len(s.NotActions) == 0:
		one.Code = SentenceEverything
	case s.Actions == nil && anyText(s.NotActions, isEverything):
		one.Code = SentenceNothing
	case s.Actions == nil:
		one.Code = SentenceAllBut
		one.Deeds = slices.Concat(deeds(s.NotActions)...)
	case !s.everywhere():
		one.Deeds = slices.Concat(deeds(s.Actions)...)
	default:
		var list []Sentence
		for _, group := range deeds(s.Actions) {
			one.Deeds = group
			list = append(list, one)
		}
		return list
	}
	return []Sentence{one}
}

// isEverything knows the patterns of all actions of all services.
func isEverything(pattern string) bool {
	return pattern != "" && strings.Trim(pattern, "*") == "" || pattern == "*:*"
}

// everywhere reports whether the statement is about every resource.
func (s *Statement) everywhere() bool {
	return s.NotResources == nil && anyText(s.Resources, func(r string) bool { return r == "*" })
}

// variables lists the policy variables of the statement, except those that a
// phrase of its own stands for.
func (s *Statement) variables(meant bool) []string {
	var list []string
	once := onlyOnce{}
	add := func(text string) {
		for _, v := range variablesIn(text) {
			if once.first(v) {
				list = append(list, v)
			}
		}
	}
	for _, r := range slices.Concat(s.Resources, s.NotResources) {
		if p := newPlace(r.Value, meant); p.Code != PlaceOwnUser && p.Code != PlaceOwnMFA {
			add(r.Value)
		}
	}
	for i := range s.Conditions {
		switch op, _ := operatorNamed(s.Conditions[i].Operator); op.family {
		case familyString, familyIgnoreCase, familyLike, familyARN:
			for _, v := range s.Conditions[i].Values {
				add(v.Value)
			}
		}
	}
	return list
}

// variablesIn lists the variables of a text as they are spelled.
func variablesIn(text string) []string {
	var list []string
	for {
		_, rest, found := strings.Cut(text, "${")
		inside, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return list
		}
		if inside != "*" && inside != "?" && inside != "$" {
			list = append(list, "${"+inside+"}")
		}
		text = after
	}
}

// Who a statement names ("Principal", IAM JSON policy elements reference).
const (
	PartyEveryone  PhraseCode = "party-everyone"
	PartyAccount   PhraseCode = "party-account"   // account id: all of it
	PartyUser      PhraseCode = "party-user"      // name with path, account id
	PartyRole      PhraseCode = "party-role"      // name with path, account id
	PartyID        PhraseCode = "party-id"        // unique id, of a user or a role that was deleted since
	PartyService   PhraseCode = "party-service"   // name
	PartyFederated PhraseCode = "party-federated" // ARN or name of an identity provider
	PartyCanonical PhraseCode = "party-canonical" // canonical user id
	PartyOther     PhraseCode = "party-other"     // any other text
	PartyNobody    PhraseCode = "party-nobody"    // the list is empty
)

// name puts in whom the statement names.
func (base *Sentence) name(s *Statement) {
	p := s.Principal
	if base.Others = s.NotPrincipal != nil; base.Others {
		p = s.NotPrincipal
	}
	if p == nil {
		return
	}
	base.Named = true
	once := onlyOnce{}
	for i := range p.List {
		if one := newParty(&p.List[i]); once.first(one.id()) {
			base.Parties = append(base.Parties, one)
		}
	}
	if len(base.Parties) == 0 {
		base.Parties = []Phrase{{Code: PartyNobody}}
	}
}

// onlyOnce finds what comes again in a list.
type onlyOnce map[string]bool

func (o onlyOnce) first(s string) bool {
	again := o[s]
	o[s] = true
	return !again
}

// id is the same for phrases that say the same.
func (p Phrase) id() string { return string(p.Code) + "\x00" + strings.Join(p.Args, "\x00") }

func newParty(p *Principal) Phrase {
	one := Phrase{Code: PartyOther, Args: []string{p.Value}}
	switch p.Kind {
	case PrincipalService:
		one.Code = PartyService
		return one
	case PrincipalFederated:
		one.Code = PartyFederated
		return one
	case PrincipalCanonical:
		one.Code = PartyCanonical
		return one
	}
	arn, isARN := ParseARN(p.Value)
	kind, name, _ := strings.Cut(arn.Resource, "/")
	switch {
	case p.Value == "*":
		return Phrase{Code: PartyEveryone}
	case isAccount(p.Value):
		one.Code = PartyAccount
	case isUniqueID(p.Value):
		one.Code = PartyID
	case !isARN || arn.Service != "iam":
	case arn.Resource == "root":
		return Phrase{Code: PartyAccount, Args: []string{arn.Account}}
	case kind == "user":
		return Phrase{Code: PartyUser, Args: []string{name, arn.Account}}
	case kind == "role":
		return Phrase{Code: PartyRole, Args: []string{name, arn.Account}}
	}
	return one
}
