// Package templates has one pair of files for each page: the view model in
// noun_page.go, which holds decided values only, and the markup in
// noun_page.templ, which reads fields, loops, and chooses by booleans.
//
// Every view model embeds Page and has one method View, which wraps its markup
// in the shell:
//
//	type UserList struct {
//		Page
//		Rows []UserRow
//	}
//
//	templ (p UserList) View() {
//		@p.Shell() {
//			@p.Header(p.T.Users.Lead) {
//				@ui.LinkButton(ui.ButtonProps{Text: p.T.Users.Create, URL: p.CreateURL, Kind: "primary"})
//			}
//			@p.Mistakes(p.Fault)
//			…
//		}
//	}
//
// Shell draws everything around a page, the flash and the problem of the
// account included; Header draws the path, the one h1 (Page.Title), a lead and,
// as children, the page's buttons. Signed-out pages use Bare instead of Shell.
// A form that comes back with mistakes shows them twice: @p.Mistakes(f) at the
// top, and p.Wrong(f, "field") as the Error of the field's block. Every form
// that changes something begins with @p.Key(). Nothing here does I/O.
package templates

import (
	"fmt"
	"net/url"
	"slices"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates/ui"
)

// The sections of the navigation.
const (
	SectionOverview  = "overview"
	SectionUsers     = "users"
	SectionGroups    = "groups"
	SectionPolicies  = "policies"
	SectionKeys      = "keys"
	SectionUnused    = "unused"
	SectionFindings  = "findings"
	SectionBuckets   = "buckets"
	SectionMatrix    = "matrix"
	SectionExplain   = "explain"
	SectionWhatIf    = "what-if"
	SectionAudit     = "audit"
	SectionAccount   = "account"
	SectionNotices   = "notices"
	SectionReport    = "report"
	SectionJobs      = "jobs"
	SectionInvites   = "invitations"
	SectionMe        = "me"
	SectionRotations = "rotations"
	SectionOperators = "operators"
	SectionRoles     = "roles"
	SectionSignIn    = "sign-in"
	SectionRights    = "rights"
	SectionRequests  = "requests"
	SectionGuard     = "guard"
	SectionHelp      = "help"
)

// Page is what every page has.
type Page struct {
	T         *text.Text
	Title     string // of the document, and the h1 that Header draws
	Section   string // the item of the navigation that is current
	Crumbs    []Crumb
	Operator  desk.Operator
	SignedIn  bool
	Account   AccountChip
	Counts    Counts
	Fresh     Freshness
	Offers    iam.Offers // what the account's server has: see Lacks and Absent
	Flash     *Flash
	Faulty    bool // a form came back with mistakes: the title says so
	Plain     bool // plain HTTP to another machine: the page warns
	Path      string
	RequestID string
	Now       time.Time
	FormKey   string       // the idempotency key of the forms on this page
	Theme     string       // "light", "dark", or "" for the system's
	ReadOnly  bool         // nothing of what the page shows may be changed: see May
	Stopped   bool         // nobody may change what the page shows, or the operator must not
	Frozen    bool         // Keyporter runs in read-only mode: every page says so
	Outside   *fault.Fault // why the operator must not change what the page shows
	Searched  string       // what the search field above every page holds
	Follows   bool         // the page shows what goes on, and looks again by itself
	Demo      bool         // the account is the demo account: every page says so
	OldCopy   bool         // the database is an old copy that waits for an admin: nothing is changed
}

// under is a section of the navigation that leads to other ones, too: the one of the
// page where it is among those.
func (p Page) under(section string, others ...string) string {
	if slices.Contains(others, p.Section) {
		return p.Section
	}
	return section
}

// Crumb is one step of the path to a page.
type Crumb struct{ Text, URL string }

// AccountChip says which account the dashboard works on.
type AccountChip struct {
	Alias string
	ID    string
	Kind  string // "sandbox", "aws" or "endpoint"
}

// Counts are the numbers beside the navigation.
type Counts struct {
	Users, Groups, Policies, Keys int
	Buckets                       int
	BucketsKnown                  bool
	Unread                        int // users whose keys were not read
	Known                         bool
	Jobs                          int // that have not ended
	Requests                      int // that wait for the operator
}

// Freshness says how old the facts on a page are.
type Freshness struct {
	At       time.Time    // zero: nothing was read yet
	Complete bool         // false: some list was not read to its end
	Problem  *fault.Fault // why the last reading failed, or nil
	Return   string       // where reading again leads back to; "" for this page
}

// Flash is the outcome of what the visitor just did. Kind is "ok", "warn",
// "bad" or "info". Undo takes it back; nil where that cannot be.
type Flash struct {
	Kind, Text string
	Undo       *Undo
}

// Unread reports whether nothing of the account was read so far: what a list
// lacks is then unknown, not absent.
func (p Page) Unread() bool { return p.SignedIn && p.Fresh.At.IsZero() }

// Room says how much of a quota is used; kind is as in the account summary.
func (p Page) Room(kind string, used, quota int) string {
	return fmt.Sprintf(p.T.Shell.Room, p.T.AccountPage.Kinds[kind], p.T.Count(used), p.T.Count(quota))
}

// Lacks reports whether a feature is known not to be had here. A page leaves out
// what depends on it, links too, and draws @p.Absent(feature) in its place.
func (p Page) Lacks(f iam.Feature) bool { return p.Offers.Lacks(f) }

// Lacking says in one sentence that a feature is not to be had here, and why;
// "" where it is, or may be.
func (p Page) Lacking(f iam.Feature) string {
	if !p.Lacks(f) {
		return ""
	}
	return p.T.Offers.Missing(string(f), f.Action(), p.Offers[f] == iam.NotAllowed)
}

// May reports whether the operator may use what needs the capability on this page;
// what they may not is not drawn. Of ReadOnly pages it says more: a page that
// shows a user whom the operator must not touch is read-only for an admin too.
func (p Page) May(c desk.Can) bool {
	return p.Operator.Role.May(c) && !(p.Stopped && c.Changes())
}

// Wrong returns the sentence of the fault that belongs to a form field, or "".
func (p Page) Wrong(f *fault.Fault, field string) string { return FaultAt(p.T, f, field) }

// mistakesTitle is the heading over what a form was refused for. Where AWS is
// away or refuses, nothing that was typed is wrong.
func (p Page) mistakesTitle(f *fault.Fault) string {
	if blameless(f.Kind) {
		return p.T.Advice(f.Kind).Title
	}
	return p.T.Shell.Mistakes
}

// blameless reports whether a failure of the kind has nothing to do with what
// was typed: the form is shown again only so that nothing is lost.
func blameless(k fault.Kind) bool {
	return k == fault.Away || k == fault.Busy || k == fault.Denied
}

// mistakes returns the sentences of a fault, each with a link to its field.
// Where there are several, each begins with the label of its field: two empty
// fields would else be two links of the same words.
func (p Page) mistakes(f *fault.Fault) []ui.Mistake {
	var all []ui.Mistake
	if f.Field == "" {
		all = append(all, ui.Mistake{Text: faultWords(p.T, f)})
	}
	if f.Kind == fault.Away {
		all = append(all, ui.Mistake{Text: p.T.Advice(f.Kind).Do})
	}
	fields := f.Fields()
	for _, one := range fields {
		m := ui.Mistake{Text: faultWords(p.T, one), Field: one.Field}
		if label := p.T.Field(one.Field); label != "" && len(fields) > 1 {
			m.Text = label + ": " + m.Text
		}
		all = append(all, m)
	}
	return all
}

// documentTitle begins with what differs from page to page.
func (p Page) documentTitle() string {
	s := p.T.Shell.Product
	if p.Account.Alias != "" {
		s = p.Account.Alias + " · " + s
	}
	if p.Title != "" {
		s = p.Title + " · " + s
	}
	if p.Faulty {
		s = p.T.Shell.ErrorTitle + ": " + s
	}
	return s
}

// accountKind is the word for where the account lives.
func (p Page) accountKind() string {
	switch p.Account.Kind {
	case "sandbox":
		return p.T.Shell.Sandbox
	case "aws":
		return p.T.Shell.AWS
	}
	return p.T.Shell.Endpoint
}

// accountTag is the kind of tag for the account: one that is not a sandbox warns.
func (p Page) accountTag() string {
	if p.Account.Kind == "sandbox" {
		return "info"
	}
	return "warn"
}

// inLanguage is this page in another language.
func (p Page) inLanguage(lang string) string {
	u, err := url.Parse(p.Path)
	if err != nil {
		return InLanguage(HomeURL(), lang)
	}
	q := u.Query()
	q.Set("lang", lang)
	u.RawQuery = q.Encode()
	return u.String()
}

// returnPath is where reading the account again leads back to.
func (p Page) returnPath() string {
	if p.Fresh.Return != "" {
		return p.Fresh.Return
	}
	return p.Path
}

// count is a number beside the navigation, or "" while it is not known.
func (p Page) count(n int) string {
	if !p.Counts.Known {
		return ""
	}
	return p.T.Count(n)
}

// jobCount is the number of jobs at work beside the navigation, or "".
func (p Page) jobCount() string {
	if p.Counts.Jobs == 0 {
		return ""
	}
	return p.T.Count(p.Counts.Jobs)
}

// requestCount is how many requests wait for the operator, or "".
func (p Page) requestCount() string {
	if p.Counts.Requests == 0 {
		return ""
	}
	return p.T.Count(p.Counts.Requests)
}

// bucketCount is the number of buckets beside the navigation, or "".
func (p Page) bucketCount() string {
	if !p.Counts.BucketsKnown {
		return ""
	}
	return p.T.Count(p.Counts.Buckets)
}

// keyCount is the number of access keys beside the navigation; a plus says that
// there may be more.
func (p Page) keyCount() string {
	n := p.count(p.Counts.Keys)
	if n != "" && p.Counts.Unread > 0 {
		n += "+"
	}
	return n
}
