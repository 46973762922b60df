package templates_test

import (
	"fmt"
	"strings"

	"keyporter/templates"
)

// searchSamples are the page of the search: nothing typed, something of each
// kind, nothing found, and more than is looked for.
func searchSamples(p templates.Page) []sample {
	w := p.T.Search
	page := titled(p, w.Title, "")
	found := templates.Search{Page: page, Query: "an", Read: fmt.Sprintf(w.Read, p.T.Ago(page.Fresh.At, p.Now)), Found: fmt.Sprintf(w.Found, p.T.Count(5013))}
	found.Searched = "an"
	hit := func(url, name, note string) templates.SearchHit { return templates.NewSearchHit("an", url, name, note) }
	users := []templates.SearchHit{hit(templates.UserURL("ana"), "ana", fmt.Sprintf(w.InGroups, "admins; finance")), hit(templates.UserURL("Roxanne"), "Roxanne", "/team/angular/"),
		hit(templates.UserURL("x"), strings.Repeat(longName, 2), "<script>alert(1)</script> an")}
	key := hit(templates.KeysURL("ana"), "AKIAIOSFODNN7EXAMPLE", fmt.Sprintf(w.Owner, "ana"))
	key.KeyID = "AKIAIOSFODNN7EXAMPLE"
	found.Kinds = []templates.SearchKind{
		templates.NewSearchKind(p.T, p.T.Users.Title, users, 5000, templates.UsersURL()+"?q=an"),
		templates.NewSearchKind(p.T, p.T.AllKeys.Title, []templates.SearchHit{key}, 1, templates.AllKeysURL()),
		templates.NewSearchKind(p.T, w.Inline, users[:1], 11, ""),
		templates.NewSearchKind(p.T, w.Pages, templates.SearchPages(page, p.T.Users.Title), 1, ""),
	}
	found.Notes = []string{fmt.Sprintf(p.T.Lists.Unread, "12")}
	empty := templates.Search{Page: page, Kinds: []templates.SearchKind{
		templates.NewSearchKind(p.T, w.Acts, templates.SearchActs(page, ""), len(templates.SearchActs(page, "")), ""),
		templates.NewSearchKind(p.T, w.Pages, templates.SearchPages(page, ""), len(templates.SearchPages(page, "")), ""),
	}}
	none := templates.Search{Page: page, Query: "<b>", Nothing: fmt.Sprintf(w.NoneTitle, `<b>"`)}
	ask := templates.Search{Page: readOnly(page), Query: string(ownARN), Nothing: fmt.Sprintf(w.NoneTitle, ownARN), Ask: fmt.Sprintf(w.Ask, ownARN), AskURL: templates.PolicyURL(ownARN)}
	long := templates.Search{Page: page, TooLong: p.T.Faults["too-long"]}
	long.Faulty, long.Searched = true, strings.Repeat("a", templates.SearchLength)
	return []sample{{"search-empty", empty.View()}, {"search", found.View()}, {"search-none", none.View()}, {"search-ask", ask.View()}, {"search-long", long.View()}}
}
