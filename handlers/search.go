package handlers

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/porter"
	"keyporter/internal/text"
	"keyporter/templates"
)

const (
	searchShown = 10                     // entries of each kind
	askWait     = 800 * time.Millisecond // for AWS, about a key that no list has
)

// Search shows what ?q= finds in the account. A whole ARN, unique id or access
// key id leads to what it names.
func (h *Handlers) Search(w http.ResponseWriter, r *http.Request) error {
	t, typed := text.From(r.Context()), r.URL.Query().Get("q")
	p := templates.Search{Page: h.page(r, t.Search.Title, "")}
	if utf8.RuneCountInString(typed) > templates.SearchLength {
		p.TooLong = t.Fault(fault.Field(templates.SearchField, fault.CodeTooLong, strconv.Itoa(templates.SearchLength)))
		p.Faulty, p.Searched = true, string([]rune(typed)[:templates.SearchLength])
		return h.show(w, r, http.StatusUnprocessableEntity, p.View())
	}
	p.Query = porter.SearchText(typed)
	p.Searched = p.Query
	if p.Query == "" {
		p.Kinds = []templates.SearchKind{
			templates.NewSearchKind(t, t.Search.Acts, templates.SearchActs(p.Page, ""), len(templates.SearchActs(p.Page, "")), ""),
			templates.NewSearchKind(t, t.Search.Pages, templates.SearchPages(p.Page, ""), len(templates.SearchPages(p.Page, "")), ""),
		}
		return h.show(w, r, http.StatusOK, p.View())
	}
	snap := h.app.Snapshot()
	if to := wholeURL(snap.Whole(p.Query)); to != "" {
		return h.seeOther(w, r, to)
	}
	found, err := h.app.Search(r.Context(), actor(r), p.Query, searchShown)
	if err != nil {
		return err
	}
	if id := iam.KeyID(p.Query); id.LongLived() {
		if to := h.ownerURL(r.Context(), id); to != "" {
			return h.seeOther(w, r, to)
		}
	}
	return h.show(w, r, http.StatusOK, searched(p, snap, found).View())
}

// personShown is for how many users an act is offered.
const personShown = 3

// personHits are the acts about users: a name alone offers them for the first user
// who has it, the words of an act for a few.
func personHits(p templates.Search, snap *porter.Snapshot) []templates.SearchHit {
	shown := personShown
	if len(strings.Fields(p.Query)) == 1 {
		shown = 1
	}
	var hits []templates.SearchHit
	for _, act := range templates.SearchPersonActs(p.Page, p.Query) {
		for _, u := range snap.UsersCalled(act.User, shown) {
			hits = append(hits, act.Hit(u.Name))
		}
	}
	return hits
}

// wholeURL is the page of what was named whole, or "".
func wholeURL(f porter.Whole) string {
	switch {
	case f.Key != "":
		return templates.KeysURL(f.User)
	case f.User != "":
		return templates.UserURL(f.User)
	case f.Group != "":
		return templates.GroupURL(f.Group)
	case f.Policy != "":
		return templates.PolicyURL(f.Policy)
	case f.Bucket != "":
		return templates.BucketURL(f.Bucket)
	}
	return ""
}

// ownerURL asks AWS whose key it is, and returns the keys of that user, or "".
func (h *Handlers) ownerURL(ctx context.Context, id iam.KeyID) string {
	ctx, cancel := context.WithTimeout(ctx, askWait)
	defer cancel()
	k, err := h.app.KeyOwner(ctx, id)
	if err != nil {
		return "" // the page offers to ask again, and says why there is no answer
	}
	return templates.KeysURL(k.User)
}

// searched fills the page with what was found.
func searched(p templates.Search, snap *porter.Snapshot, found porter.Search) templates.Search {
	t := p.T
	if !snap.At.IsZero() {
		p.Read = fmt.Sprintf(t.Search.Read, t.Ago(snap.At, p.Now))
	}
	all := 0
	add := func(title string, hits []templates.SearchHit, n int, whole string) {
		if n > 0 {
			p.Kinds = append(p.Kinds, templates.NewSearchKind(t, title, hits, n, whole))
			all += n
		}
	}
	acts, persons := templates.SearchActs(p.Page, p.Query), personHits(p, snap)
	named := len(acts) == 0 && len(strings.Fields(p.Query)) == 1 // no act was asked for: the user comes first
	if !named {
		acts = append(acts, persons...)
	}
	add(t.Search.Acts, acts, len(acts), "")
	list := func(path string) string { return templates.ListAt{Path: path, Query: p.Query}.URL() }
	add(t.Users.Title, userHits(p, found.Users.List), found.Users.All, list(templates.UsersURL()))
	add(t.Groups.Title, groupHits(p, found.Groups.List), found.Groups.All, list(templates.GroupsURL()))
	add(t.Policies.Title, policyHits(p, found.Policies.List), found.Policies.All, list(templates.PoliciesURL()))
	add(t.AllKeys.Title, keyHits(p, found.Keys.List), found.Keys.All, list(templates.AllKeysURL()))
	add(t.Buckets.Title, bucketHits(p, found.Buckets.List), found.Buckets.All, list(templates.BucketsURL()))
	add(t.Search.Inline, inlineHits(p, found.Inline.List), found.Inline.All, "")
	add(t.Search.Tags, tagHits(p, found.Tags.List), found.Tags.All, "")
	add(t.Search.Tickets, ticketHits(p, found.Tickets.List), found.Tickets.All, "")
	if named {
		add(t.Search.Acts, persons, len(persons), "")
	}
	pages := templates.SearchPages(p.Page, p.Query)
	add(t.Search.Pages, pages, len(pages), "")
	if _, unread := snap.KeyCount(); unread > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf(t.Lists.Unread, t.Count(unread)))
	}
	if all > 0 {
		p.Found = fmt.Sprintf(t.Search.Found, t.Count(all))
		return p
	}
	p.Nothing = fmt.Sprintf(t.Search.NoneTitle, p.Query)
	if p.AskURL = askURL(p.Query); p.AskURL != "" {
		p.Ask = fmt.Sprintf(t.Search.Ask, p.Query)
	}
	return p
}

// askURL is where AWS is asked for what no reading has: the owner of a key, or
// the page of what an ARN names. "" for anything else.
func askURL(q string) string {
	arn := iam.ARN(q)
	switch kind, _, _ := strings.Cut(arn.Resource(), "/"); kind {
	case "user":
		return templates.UserURL(iam.UserName(arn.Name()))
	case "group":
		return templates.GroupURL(iam.GroupName(arn.Name()))
	case "policy":
		return templates.PolicyURL(arn)
	}
	if iam.KeyID(q).Check("") == nil {
		return templates.KeyOwnerURL(q)
	}
	return ""
}

func userHits(p templates.Search, list []iam.User) []templates.SearchHit {
	var hits []templates.SearchHit
	for i := range list {
		u, note := &list[i], ""
		switch low := strings.ToLower(p.Query); {
		case strings.Contains(low, ":"):
			note = string(u.ARN)
		case strings.Contains(strings.ToLower(u.Path), low) && u.Path != "/":
			note = u.Path
		case len(u.Groups) > 0:
			note = fmt.Sprintf(p.T.Search.InGroups, strings.Join(texts(u.Groups), "; "))
		}
		hits = append(hits, templates.NewSearchHit(p.Query, templates.UserURL(u.Name), string(u.Name), note))
	}
	return hits
}

func groupHits(p templates.Search, list []iam.Group) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, g := range list {
		hits = append(hits, templates.NewSearchHit(p.Query, templates.GroupURL(g.Name), string(g.Name), ""))
	}
	return hits
}

func policyHits(p templates.Search, list []iam.Policy) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, one := range list {
		hit := templates.NewSearchHit(p.Query, templates.PolicyURL(one.ARN), string(one.Name), "")
		hit.Note = templates.Marks(templates.PolicyType(p.T, one.ARN), "") // nobody searched for that
		hits = append(hits, hit)
	}
	return hits
}

func bucketHits(p templates.Search, list []iam.Bucket) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, b := range list {
		hits = append(hits, templates.NewSearchHit(p.Query, templates.BucketURL(b.Name), b.Name, b.Region))
	}
	return hits
}

func keyHits(p templates.Search, list []porter.KeyFact) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, k := range list {
		note := fmt.Sprintf(p.T.Search.Owner, k.User)
		if k.About != "" {
			note += " · " + k.About
		}
		hit := templates.NewSearchHit(p.Query, templates.KeysURL(k.User), string(k.ID), note)
		hit.KeyID = string(k.ID)
		hits = append(hits, hit)
	}
	return hits
}

func inlineHits(p templates.Search, list []porter.InlineHit) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, in := range list {
		holder, note := templates.UserURL(in.User), fmt.Sprintf(p.T.Search.OfUser, in.User)
		if in.User == "" {
			holder, note = templates.GroupURL(in.Group), fmt.Sprintf(p.T.Search.OfGroup, in.Group)
		}
		hit := templates.NewSearchHit(p.Query, templates.InlineURL(holder, in.Name), string(in.Name), "")
		hit.Note = templates.Marks(note, "")
		hits = append(hits, hit)
	}
	return hits
}

// tagHits lead to the users that have the tag.
func tagHits(p templates.Search, list []porter.TagHit) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, tag := range list {
		all := templates.ListAt{Path: templates.UsersURL()}.With("tag:" + tag.Key + "=" + tag.Value)
		hit := templates.NewSearchHit(p.Query, all.URL(), tag.Key+"="+tag.Value, "")
		hit.Note = templates.Marks(fmt.Sprintf(p.T.Search.Users, p.T.Count(tag.Users)), "")
		hits = append(hits, hit)
	}
	return hits
}

func ticketHits(p templates.Search, list []desk.Ticket) []templates.SearchHit {
	var hits []templates.SearchHit
	for _, ticket := range list {
		what := p.T.Search.Password
		if ticket.Kind == desk.KeyTicket {
			what = p.T.Search.KeyOf + " " + ticket.KeyID
		}
		hits = append(hits, templates.NewSearchHit(p.Query, templates.TicketURL(ticket.ID), ticket.User, what))
	}
	return hits
}
