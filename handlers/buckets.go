package handlers

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/desk"
	"keyporter/internal/iam"
	"keyporter/internal/text"
	"keyporter/templates"
)

const bucketsPerPage = 50

// bucketFact is a bucket with how many reach it.
type bucketFact struct {
	*iam.Bucket
	place   int
	public  access.Answer // the strongest that everyone has
	outside int           // other accounts with some answer but no
	readers int           // users who read objects for certain
	writers int           // users who write or delete them
}

// bucketFacts counts who reaches a bucket.
func bucketFacts(table *access.Table, place int) bucketFact {
	f := bucketFact{Bucket: &table.Account().Buckets[place], place: place}
	list := table.Subjects()
	for s, c := range table.Who(place) {
		switch list[s].Kind {
		case access.SubjectUser:
			if c.Answer(access.GetObject) == access.Yes {
				f.readers++
			}
			if c.Answer(access.PutObject) == access.Yes || c.Answer(access.DeleteObject) == access.Yes {
				f.writers++
			}
		case access.SubjectAccount:
			f.outside++
		case access.SubjectEveryone:
			f.public = strongest(c)
		}
	}
	return f
}

func strongest(c access.Cell) access.Answer {
	best := access.No
	for q := range access.Question(access.Questions) {
		best = max(best, c.Answer(q))
	}
	return best
}

// findBuckets are the buckets that match, in the order that is asked for. Where
// the order is by what is counted, all are counted, else those of the page.
func findBuckets(table *access.Table, at templates.BucketsAt) []bucketFact {
	part, sort := strings.ToLower(strings.TrimSpace(at.Query)), strings.TrimPrefix(at.Sort, "-")
	var list []bucketFact
	for i := range table.Account().Buckets {
		b := &table.Account().Buckets[i]
		if !strings.Contains(b.Name, part) {
			continue
		}
		f := bucketFact{Bucket: b, place: i}
		if sort == "public" || sort == "readers" || sort == "writers" {
			f = bucketFacts(table, i)
		}
		list = append(list, f)
	}
	slices.SortStableFunc(list, func(a, b bucketFact) int {
		if at.Sort != sort {
			a, b = b, a
		}
		c := 0
		switch sort {
		case "public":
			c = cmp.Compare(a.public, b.public)
		case "readers":
			c = cmp.Compare(a.readers, b.readers)
		case "writers":
			c = cmp.Compare(a.writers, b.writers)
		}
		return cmp.Or(c, strings.Compare(a.Name, b.Name))
	})
	return list
}

func bucketsAt(v url.Values) templates.BucketsAt {
	return templates.BucketsAt{Query: v.Get("q"), Sort: v.Get("sort"), From: place(v, "from")}
}

// ListBuckets shows the buckets of the account.
func (h *Handlers) ListBuckets(w http.ResponseWriter, r *http.Request) error {
	t := text.From(r.Context())
	p := templates.BucketList{AccessFrame: h.accessFrame(r, t.Buckets.Title, templates.SectionBuckets), At: bucketsAt(r.URL.Query())}
	if p.AccessFrame.Unread {
		return h.show(w, r, http.StatusOK, p.View())
	}
	table := h.table()
	list := findBuckets(table, p.At)
	from := min(p.At.From, max(len(list)-1, 0)/bucketsPerPage*bucketsPerPage)
	shown := list[from:min(from+bucketsPerPage, len(list))]
	for _, f := range shown {
		p.Rows = append(p.Rows, bucketRow(p.Page, table, bucketFacts(table, f.place)))
	}
	p.None = len(table.Account().Buckets) == 0
	p.Heads = templates.BucketHeads{
		Name: p.At.Head(t.Buckets.Name, "name"), Public: p.At.Head(t.Buckets.Public, "public"),
		Readers: p.At.Head(t.Buckets.Readers, "readers"), Writers: p.At.Head(t.Buckets.Writers, "writers"),
	}
	p.Summary = span(t, t.Users.Range, from, len(shown), len(list))
	p.PrevURL, p.NextURL = neighbours(from, bucketsPerPage, len(list), func(from int) string {
		to := p.At
		to.From = from
		return to.URL()
	})
	return h.show(w, r, http.StatusOK, p.View())
}

func bucketRow(page templates.Page, table *access.Table, f bucketFact) templates.BucketRow {
	t := page.T
	return templates.BucketRow{
		Name: f.Name, URL: templates.BucketURL(f.Name), Region: f.Region, Created: templates.DateStamp(t, f.Created),
		Public: publicTag(t, f.public), Outside: t.Count(f.outside), Readers: t.Count(f.readers), Writers: t.Count(f.writers),
	}
}

// publicTag says whether everyone reaches a bucket: that is no good news.
func publicTag(t *text.Text, a access.Answer) templates.LevelTag {
	tag := templates.NewAnswerTag(t, a, false)
	switch a {
	case access.Yes, access.If:
		tag.Kind, tag.Shape = "bad", "▲"
	case access.No:
		tag.Kind = "none"
		tag.Shape = "·"
	}
	return tag
}

// ReportBuckets sends the buckets that match as a file.
func (h *Handlers) ReportBuckets(w http.ResponseWriter, r *http.Request) error {
	t, table := text.From(r.Context()), h.table()
	if table == nil {
		return notRead()
	}
	columns := []string{"bucket", "region", "created", "public", "other_accounts", "users_who_read", "users_who_write", "owner", "has_policy", "not_read"}
	return h.report(w, r, sheet{"buckets", columns, func(rep *desk.Report) error {
		for _, f := range findBuckets(table, bucketsAt(r.URL.Query())) {
			f = bucketFacts(table, f.place)
			rep.Row(f.Name, f.Region, f.Created, f.public.String(), f.outside, f.readers, f.writers,
				cmp.Or(f.Owner, table.Account().ID), strconv.FormatBool(f.Policy != ""), texts(f.Unread))
		}
		accessNotes(rep, t, table)
		return nil
	}})
}
