package templates_test

import (
	"fmt"
	"strings"

	"keyporter/internal/access"
	"keyporter/internal/fault"
	"keyporter/internal/policy"
	"keyporter/templates"
)

func accessFrameOf(p templates.Page, title, section string) templates.AccessFrame {
	return templates.AccessFrame{Page: titled(p, title, section), Age: fmt.Sprintf(p.T.Access.Age, p.T.Ago(p.Fresh.At, p.Now))}
}

// lacking is the frame where something could not be read.
func lacking(f templates.AccessFrame) templates.AccessFrame {
	f.Gaps = []string{
		templates.GapWords(f.T, access.Gap{Source: access.SourceBucket, Name: hostile, Part: "policy"}),
		templates.GapWords(f.T, access.Gap{Source: access.SourceDetails}), fmt.Sprintf(f.T.Access.MoreGaps, "1,204"),
	}
	f.Problems = []string{fmt.Sprintf(f.T.Access.Problem, hostile, "3", "14")}
	return f
}

const hostile = `<script>alert(1)</script>`

func accessSamples(p templates.Page) []sample {
	var list []sample
	for _, part := range []func(templates.Page) []sample{matrixSamples, bucketSamples, explainSamples, whatIfSamples} {
		list = append(list, part(p)...)
	}
	return list
}

func matrixSamples(p templates.Page) []sample {
	t := p.T
	m := templates.AccessMatrix{AccessFrame: accessFrameOf(p, t.Matrix.Title, templates.SectionMatrix), At: templates.MatrixAt{By: access.SubjectUser}}
	for _, k := range []access.SubjectKind{access.SubjectUser, access.SubjectGroup, access.SubjectRole, access.SubjectAccount} {
		m.Kinds = append(m.Kinds, templates.ViewLink{Label: t.Access.Plurals[string(k)], URL: templates.MatrixAt{By: k}.URL(), Current: k == access.SubjectUser})
	}
	m.Holding = templates.ViewLink{Label: t.Matrix.Holding, URL: templates.MatrixAt{Holding: true}.URL()}
	for i := range 8 {
		name := fmt.Sprintf("acme-%d", i)
		if i == 3 {
			name = strings.Repeat("long-", 12) + "abc"
		}
		m.Heads = append(m.Heads, templates.NameLink{Name: name, URL: templates.BucketURL(name)})
	}
	for i := range 25 {
		s := access.Subject{Kind: access.SubjectUser, Name: fmt.Sprintf("svc-ingest-%03d", i)}
		if i == 2 {
			s.Name = longName
		}
		row := templates.MatrixRow{Name: s.Name, URL: "/users/x/access"}
		for b := range m.Heads {
			row.Cells = append(row.Cells, templates.NewMatrixCell(p, s, m.Heads[b].Name, access.Level((i+3*b)%access.Levels)))
		}
		m.Rows = append(m.Rows, row)
	}
	m.Summary, m.Buckets = fmt.Sprintf(t.Matrix.Rows, "26", "50", "5,000"), fmt.Sprintf(t.Matrix.Columns, "9", "16", "1,000")
	m.PrevURL, m.NextURL, m.BPrevURL, m.BNextURL = "/access", "/access?from=50", "/access", "/access?bfrom=16"
	unsure := m
	unsure.AccessFrame, unsure.Note, unsure.At.By = lacking(m.AccessFrame), t.Matrix.GroupsBy, access.SubjectGroup
	nobody := m
	nobody.Rows, nobody.At.Who = nil, hostile
	none := m
	none.NoBucket = true
	unread := m
	unread.AccessFrame.Unread = true
	return []sample{
		{"access-matrix", m.View()}, {"access-matrix-unsure", unsure.View()}, {"access-matrix-nobody", nobody.View()},
		{"access-matrix-none", none.View()}, {"access-matrix-unread", unread.View()},
	}
}

func bucketSamples(p templates.Page) []sample {
	t := p.T
	list := templates.BucketList{AccessFrame: accessFrameOf(p, t.Buckets.Title, templates.SectionBuckets)}
	list.Heads = templates.BucketHeads{Name: list.At.Head(t.Buckets.Name, "name"), Public: list.At.Head(t.Buckets.Public, "public"), Readers: list.At.Head(t.Buckets.Readers, "readers"), Writers: list.At.Head(t.Buckets.Writers, "writers")}
	for i, a := range []access.Answer{access.No, access.If, access.Unknown, access.Yes} {
		name := strings.Repeat("b", 3+20*i)
		list.Rows = append(list.Rows, templates.BucketRow{
			Name: name, URL: templates.BucketURL(name), Region: "ap-northeast-2", Created: templates.DateStamp(t, now),
			Public: templates.NewAnswerTag(t, a, false), Outside: "2", Readers: "1,204", Writers: "17",
		})
	}
	list.Rows[0].Region = ""
	list.Summary = fmt.Sprintf(t.Users.Range, "1", "4", "4")
	none, nothing, unread := list, list, list
	none.Rows, none.None = nil, true
	nothing.Rows, nothing.At.Query = nil, hostile
	unread.AccessFrame.Unread = true
	show := templates.BucketShow{AccessFrame: accessFrameOf(p, "acme-logs", templates.SectionBuckets), Region: "ap-northeast-2", Action: "s3:GetObject", List: templates.ExplainAt{On: "acme-logs"}}
	show.Crumbs = []templates.Crumb{{Text: t.Buckets.Title, URL: templates.BucketsURL()}}
	show.Says = []string{fmt.Sprintf(t.Buckets.Summary, "14", "5"), fmt.Sprintf(t.Buckets.IfToo, "2"), t.Buckets.Closed}
	for q := range access.Question(access.Questions) {
		show.Chips = append(show.Chips, templates.ViewLink{Label: templates.Capital(t.Access.Questions[q.Action()]), URL: templates.BucketAskedURL("acme-logs", q.Action()), Current: q == access.GetObject})
	}
	yes := templates.NewAnswerTag(t, access.Yes, false)
	names := []templates.RoadName{{Name: "ana", URL: "/access/explain?who=ana", Tag: yes}, {Name: longName, Kind: t.Access.Kinds["role"], URL: "/access/explain?who=b", Tag: templates.NewAnswerTag(t, access.If, true)}}
	show.Roads = []templates.RoadGroup{
		{Title: fmt.Sprintf(t.Buckets.Roads["group"], "logs-readers"), Count: "9", Names: names, More: fmt.Sprintf(t.Buckets.More, "7")},
		{Title: t.Buckets.Roads["denied"], Count: "1", Names: names[:1]},
	}
	show.Facts = []templates.AboutLine{{Label: t.Buckets.Region, Value: "ap-northeast-2"}, {Label: t.Buckets.Tags}}
	for _, b := range t.Buckets.Blocks {
		show.Blocks = append(show.Blocks, templates.BlockRow{Name: b, Bucket: t.Buckets.On, Account: t.Buckets.NotSet})
	}
	document := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::acme-logs/*"}}`
	show.Policy = templates.NewPolicyReading(t, templates.Indented(document), policy.ResourceUse("arn:aws:s3:::acme-logs"))
	bare := show
	bare.AccessFrame, bare.Roads, bare.NoPolicy = lacking(show.AccessFrame), nil, t.Buckets.NoPolicy
	return []sample{
		{"bucket-list", list.View()}, {"bucket-list-none", none.View()}, {"bucket-list-nothing", nothing.View()}, {"bucket-list-unread", unread.View()},
		{"bucket-show", show.View()}, {"bucket-show-bare", bare.View()},
	}
}

func explainSamples(p templates.Page) []sample {
	t := p.T
	e := templates.AccessExplain{AccessFrame: accessFrameOf(p, t.AccessWhy.Title, templates.SectionExplain)}
	for q := range access.Question(access.Questions) {
		e.Questions = append(e.Questions, templates.ListChoice{Value: q.Action(), Label: q.Action()})
	}
	blank := e
	blank.Hint = t.AccessWhy.TwoBlank
	wrong := e
	wrong.At = templates.ExplainAt{Who: hostile, On: hostile}
	wrong.WhoError, wrong.OnError = t.Fault(fault.New(fault.NotFound, fault.CodeSubjectNotFound, hostile)), t.Fault(fault.New(fault.NotFound, fault.CodeBucketNotFound, hostile))
	list := e
	list.At, list.Listed, list.Heading = templates.ExplainAt{Can: "s3:GetObject", On: "acme-logs"}, true, fmt.Sprintf(t.AccessWhy.Lists, t.Access.Questions["s3:GetObject"], "acme-logs")
	list.Rows = []templates.ExplainRow{
		{Name: "ana", URL: "/users/ana/access", Tag: templates.NewAnswerTag(t, access.Yes, false), WhyURL: "/access/explain?who=ana"},
		{Name: t.Access.Everyone, Tag: templates.NewAnswerTag(t, access.If, true), WhyURL: "/access/explain?who=everyone:"},
	}
	nobody := list
	nobody.AccessFrame, nobody.Rows = lacking(list.AccessFrame), nil
	questions := list
	questions.At = templates.ExplainAt{Who: "ana", On: "acme-logs"}
	questions.Rows = []templates.ExplainRow{{Name: templates.Capital(t.Access.Questions["s3:ListBucket"]), Code: "s3:ListBucket", Tag: templates.NewAnswerTag(t, access.No, false), WhyURL: "/access/explain"}}
	why := e
	why.At = templates.ExplainAt{Who: "svc-upload", Can: "s3:PutObject", On: "acme-billing"}
	statement := templates.WhyStatement{Effect: templates.LevelTag{Kind: "bad", Shape: "✕", Word: t.Decisions.Effects["Deny"]}, Policy: longName, URL: "/policies/view", Place: "Sid <b>, line 12", Conditions: []string{hostile}, Decides: true}
	why.Why = &templates.Why{
		Tag: templates.NewAnswerTag(t, access.No, false), Verdict: fmt.Sprintf(t.AccessWhy.Verdict["no"], "svc-upload", t.Access.Questions["s3:PutObject"], "acme-billing"),
		Cause: t.Decisions.Causes["explicit-deny"], Resource: fmt.Sprintf(t.AccessWhy.Resource, "arn:aws:s3:::acme-billing/*"),
		Steps:  []templates.WhyStep{{Title: t.AccessWhy.Steps["control"], None: t.AccessWhy.StepNone["control"]}, {Title: t.AccessWhy.Steps["deny"], Statements: []templates.WhyStatement{statement}}},
		Others: fmt.Sprintf(t.AccessWhy.Others, "11"), Near: []templates.WhyStatement{statement}, Changes: []string{fmt.Sprintf(t.AccessCommand.Change["remove"], "s3:PutObject", hostile)}, Unread: []string{hostile}, Text: "svc-upload\n" + hostile,
	}
	return []sample{
		{"access-explain", blank.View()}, {"access-explain-wrong", wrong.View()}, {"access-explain-who", list.View()}, {"access-explain-nobody", nobody.View()},
		{"access-explain-questions", questions.View()}, {"access-explain-why", why.View()},
	}
}

func whatIfSamples(p templates.Page) []sample {
	t := p.T
	form := templates.AccessWhatIf{AccessFrame: accessFrameOf(p, t.WhatIf.Title, templates.SectionWhatIf), Form: templates.WhatIfForm{Kind: "add"}}
	wrong := form
	wrong.Form.Holder, wrong.Fault = hostile, fault.Field("holder", fault.CodeSubjectNotFound, hostile)
	done := form
	done.AccessFrame, done.Done = lacking(form.AccessFrame), true
	done.Says = []string{fmt.Sprintf(t.WhatIf.Counts, "2", "1", "2"), fmt.Sprintf(t.WhatIf.More, "2", "0"), t.WhatIf.Made}
	done.Rows = []templates.WhatIfRow{{
		Name: longName, Kind: t.Access.Kinds["role"], Bucket: "acme-logs", Before: templates.NewLevelTag(t, access.LevelNone).Bare(), After: templates.NewLevelTag(t, access.LevelFull).Bare(),
		Detail: t.Access.Questions["s3:GetObject"],
	}}
	return []sample{{"what-if", form.View()}, {"what-if-wrong", wrong.View()}, {"what-if-done", done.View()}}
}
