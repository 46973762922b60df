package handlers

import (
	"fmt"
	"strconv"

	"keyporter/internal/porter"
	"keyporter/templates"
)

// keyAges fills the plot of the active keys by their age. Each bar leads to the
// list of exactly its keys. Old is from how many days on a key is a finding.
func keyAges(page templates.Page, snap *porter.Snapshot, old int) templates.KeyAges {
	t := page.T
	ages := snap.KeyAges(page.Now)
	all, unread := snap.KeyCount()
	p := templates.KeyAges{Known: all > 0 || unread == 0 && !snap.At.IsZero()}
	for _, b := range ages.Bands {
		bar := templates.Bar{Count: t.Count(b.Keys), Width: share(b.Keys, ages.Active)}
		at := templates.ListAt{Path: templates.AllKeysURL(), Filters: []string{"status:active"}}
		over, upTo := strconv.Itoa(b.Over), strconv.Itoa(b.UpTo)
		switch {
		case b.Over == 0:
			bar.Text = fmt.Sprintf(t.KeyAges.UpTo, upTo)
		case b.UpTo == 0:
			bar.Text, bar.Kind = fmt.Sprintf(t.KeyAges.Over, over), "bad"
		default:
			bar.Text = fmt.Sprintf(t.KeyAges.Between, over, upTo)
		}
		if b.Over > 0 {
			at.Filters = append(at.Filters, "age:"+over)
		}
		if b.UpTo > 0 {
			at.Filters = append(at.Filters, "young:"+upTo)
		}
		if b.Over >= old && b.UpTo > 0 {
			bar.Kind = "warn"
		}
		bar.URL = at.URL()
		p.Bars = append(p.Bars, bar)
	}
	if ages.Undated > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf(t.KeyAges.Undated, t.Count(ages.Undated)))
	}
	if ages.Unread > 0 {
		p.Notes = append(p.Notes, fmt.Sprintf(t.KeyAges.Unread, t.Count(ages.Unread)))
	}
	return p
}

// share is a part of a whole in percent, as a length; a part that is not nothing
// can be seen.
func share(part, whole int) string {
	if part == 0 {
		return "0"
	}
	return strconv.FormatFloat(max(0.5, float64(part)*100/float64(whole)), 'f', 1, 64) + "%"
}
