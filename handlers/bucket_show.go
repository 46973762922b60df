package handlers

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/policy"
	"keyporter/internal/text"
	"keyporter/templates"
)

// roadNames is how many of a road are named on a bucket's page.
const roadNames = 12

// ShowBucket shows who can do what on a bucket, its settings and its policy.
func (h *Handlers) ShowBucket(w http.ResponseWriter, r *http.Request) error {
	name := templates.Unseg(r.PathValue("bucket"))
	table := h.table()
	if table == nil {
		return notRead()
	}
	place, found := table.Bucket(name)
	if !found {
		return fault.New(fault.NotFound, fault.CodeBucketNotFound, name)
	}
	p := templates.BucketShow{AccessFrame: h.accessFrame(r, name, templates.SectionBuckets), Query: r.URL.Query().Get("q")}
	p.Crumbs = []templates.Crumb{{Text: p.T.Buckets.Title, URL: templates.BucketsURL()}}
	question := access.GetObject
	for q := range access.Question(access.Questions) {
		if strings.EqualFold(r.URL.Query().Get("can"), q.Action()) {
			question = q
		}
	}
	p.Action, p.Path = question.Action(), templates.BucketURL(name)
	p.List = templates.ExplainAt{Can: p.Action, On: name}
	p.Says = bucketSays(p, table, place)
	for q := range access.Question(access.Questions) {
		p.Chips = append(p.Chips, templates.ViewLink{Label: templates.Capital(p.T.Access.Questions[q.Action()]), URL: templates.BucketAskedURL(name, q.Action()), Current: q == question})
	}
	p.Roads = roads(p, table, place, question)
	return h.show(w, r, http.StatusOK, bucketSettings(p, table, place).View())
}

// bucketSays tells in sentences who reaches a bucket.
func bucketSays(p templates.BucketShow, table *access.Table, place int) []string {
	t, list := p.T, table.Subjects()
	f := bucketFacts(table, place)
	roles, some := 0, 0
	for s, c := range table.Who(place) {
		switch list[s].Kind {
		case access.SubjectRole:
			if c.Answer(access.GetObject) == access.Yes {
				roles++
			}
		case access.SubjectUser:
			if l := c.Level(); l == access.LevelIf {
				some++
			}
		}
	}
	says := []string{fmt.Sprintf(t.Buckets.Summary, t.Count(f.readers), t.Count(f.writers))}
	if some > 0 {
		says = append(says, fmt.Sprintf(t.Buckets.IfToo, t.Count(some)))
	}
	if roles > 0 {
		says = append(says, fmt.Sprintf(t.Buckets.RolesToo, t.Count(roles)))
	}
	switch {
	case f.public == access.Yes || f.public == access.If:
		says = append(says, t.Buckets.OpenTo)
	case f.outside > 0:
		says = append(says, fmt.Sprintf(t.Buckets.Foreign, t.Count(f.outside)))
	case f.public == access.No && len(p.Gaps) == 0 && len(p.Problems) == 0:
		says = append(says, t.Buckets.Closed)
	default:
		says = append(says, t.Buckets.ClosedNot)
	}
	return says
}

// roads groups those who get an answer by how they get it; most first, those who
// are denied last.
func roads(p templates.BucketShow, table *access.Table, place int, q access.Question) []templates.RoadGroup {
	t, subjects := p.T, table.Subjects()
	part := strings.ToLower(strings.TrimSpace(p.Query))
	found := map[access.Via][]access.Road{}
	for _, one := range table.Roads(place, q) {
		if subjects[one.Subject].Kind == access.SubjectGroup { // its members stand here themselves
			continue
		}
		if strings.Contains(strings.ToLower(templates.SubjectName(t, subjects[one.Subject])), part) {
			found[one.Via] = append(found[one.Via], one)
		}
	}
	ways := slices.Collect(maps.Keys(found))
	slices.SortFunc(ways, func(a, b access.Via) int {
		denied := func(v access.Via) int {
			if v.Kind == access.RoadDenied {
				return 1
			}
			return 0
		}
		return cmp.Or(denied(a)-denied(b), len(found[b])-len(found[a]), strings.Compare(roadTitle(t, a), roadTitle(t, b)))
	})
	groups := make([]templates.RoadGroup, len(ways))
	for i, w := range ways {
		groups[i] = roadGroup(p, table, place, q, found[w])
	}
	return groups
}

// roadTitle says how one gets somewhere.
func roadTitle(t *text.Text, v access.Via) string {
	words := t.Buckets.Roads[string(v.Kind)]
	if !strings.Contains(words, "%s") {
		return words
	}
	return fmt.Sprintf(words, cmp.Or(v.Group, v.Policy))
}

func roadGroup(p templates.BucketShow, table *access.Table, place int, q access.Question, list []access.Road) templates.RoadGroup {
	t := p.T
	g := templates.RoadGroup{Title: roadTitle(t, list[0].Via), Count: t.Count(len(list))}
	for _, one := range list[:min(len(list), roadNames)] {
		s, c := table.Subjects()[one.Subject], table.Cell(one.Subject, place)
		row := subjectRow(t, s)
		g.Names = append(g.Names, templates.RoadName{
			Name: row.Name, Kind: row.Kind, URL: templates.WhyURL(s, table.Account().Buckets[place].Name, q.Action()),
			Tag: templates.NewAnswerTag(t, c.Answer(q), c.Some(q)),
		})
	}
	if more := len(list) - roadNames; more > 0 {
		g.More = fmt.Sprintf(t.Buckets.More, t.Count(more))
	}
	return g
}

// bucketSettings fills what is set on the bucket itself.
func bucketSettings(p templates.BucketShow, table *access.Table, place int) templates.BucketShow {
	t, b, account := p.T, &table.Account().Buckets[place], table.Account()
	w := &t.Buckets
	p.Region = b.Region
	p.Public = publicTag(t, bucketFacts(table, place).public)
	if p.Public.Kind == "none" {
		p.Public = templates.LevelTag{}
	} else {
		p.Public.Word = w.Public + ": " + p.Public.Word
	}
	known := func(part iam.BucketPart, value string) string {
		if slices.Contains(b.Unread, part) {
			return w.NotRead
		}
		return value
	}
	owner := b.Owner
	if owner == "" || owner == account.ID {
		owner = strings.TrimSpace(account.ID + " (" + w.Own + ")")
	}
	ownership := string(b.Ownership)
	if b.Ownership == iam.OwnershipEnforced {
		ownership += ": " + w.Enforced
	}
	var grants, tags []string
	for _, g := range b.Grants {
		grants = append(grants, g.Grantee+": "+g.Permission)
	}
	for _, tag := range b.Tags {
		tags = append(tags, tag.Key+" = "+tag.Value)
	}
	p.Facts = []templates.AboutLine{
		{Label: w.Region, Value: known(iam.BucketRegion, b.Region)}, {Label: w.Owner, Value: owner},
		{Label: w.Created, Value: templates.DateStamp(t, b.Created).Text},
		{Label: w.Ownership, Value: known(iam.BucketOwnership, cmp.Or(ownership, w.NotSet))},
		{Label: w.ACLs, Value: known(iam.BucketACL, cmp.Or(strings.Join(grants, "; "), w.ACLNone))},
		{Label: w.Tags, Value: known(iam.BucketTags, strings.Join(tags, ", "))},
	}
	p.Blocks = blockRows(t, known(iam.BucketBlock, ""), b.Block, account.Block)
	switch {
	case slices.Contains(b.Unread, iam.BucketPolicy):
		p.NoPolicy = fmt.Sprintf(t.Access.GapOf, b.Name, w.Parts[string(iam.BucketPolicy)])
	case b.Policy == "":
		p.NoPolicy = w.NoPolicy
	default:
		p.Policy = templates.NewPolicyReading(t, templates.Indented(b.Policy), policy.ResourceUse(bucketARN(account, b.Name)))
	}
	return p
}

func bucketARN(a *access.Account, name string) string {
	return "arn:" + cmp.Or(a.Partition, "aws") + ":s3:::" + name
}

func blockRows(t *text.Text, unread string, bucket, account *iam.PublicAccessBlock) []templates.BlockRow {
	w := &t.Buckets
	settings := func(b *iam.PublicAccessBlock, unread string) [4]string {
		if unread != "" {
			return [4]string{unread, unread, unread, unread}
		}
		if b == nil {
			return [4]string{w.NotSet, w.NotSet, w.NotSet, w.NotSet}
		}
		word := map[bool]string{true: w.On, false: w.Off}
		return [4]string{word[b.BlockPublicACLs], word[b.IgnorePublicACLs], word[b.BlockPublicPolicy], word[b.RestrictPublicBuckets]}
	}
	of, all := settings(bucket, unread), settings(account, "")
	rows := make([]templates.BlockRow, len(w.Blocks))
	for i, name := range w.Blocks {
		rows[i] = templates.BlockRow{Name: name, Bucket: of[i], Account: all[i]}
	}
	return rows
}
