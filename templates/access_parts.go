package templates

import (
	"cmp"
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"

	"keyporter/internal/access"
	"keyporter/internal/text"
)

// gapsShown is how many of the things that could not be read are named.
const gapsShown = 5

// AccessFrame is what every page about access has: how old its facts are, and
// what is missing in them.
type AccessFrame struct {
	Page
	Unread   bool     // no table is there yet
	Age      string   // how old the buckets are
	Gaps     []string // what could not be read, in words; none where all was
	Problems []string // the policies that cannot be read
}

// NewAccessFrame makes the frame. At is when the buckets were read, in words.
func NewAccessFrame(p Page, table *access.Table, age string) AccessFrame {
	f := AccessFrame{Page: p, Unread: table == nil, Age: age}
	if table == nil {
		return f
	}
	w := &p.T.Access
	gaps := table.Account().Gaps
	for _, g := range gaps[:min(len(gaps), gapsShown)] {
		f.Gaps = append(f.Gaps, GapWords(p.T, g))
	}
	if more := len(gaps) - gapsShown; more > 0 {
		f.Gaps = append(f.Gaps, fmt.Sprintf(w.MoreGaps, p.T.Count(more)))
	}
	problems := table.Problems()
	for _, b := range problems[:min(len(problems), gapsShown)] {
		f.Problems = append(f.Problems, ProblemWords(p.T, b))
	}
	if more := len(problems) - gapsShown; more > 0 {
		f.Problems = append(f.Problems, fmt.Sprintf(w.MoreGaps, p.T.Count(more)))
	}
	return f
}

// Nobody says that nobody was found; never for certain where something is
// missing.
func (f AccessFrame) Nobody() string {
	if len(f.Gaps) > 0 || len(f.Problems) > 0 {
		return f.T.Access.NoneUnsure
	}
	return f.T.Access.None
}

// GapWords says what could not be read.
func GapWords(t *text.Text, g access.Gap) string {
	w := &t.Access
	if g.Name != "" {
		return fmt.Sprintf(w.GapOf, g.Name, t.Buckets.Parts[string(g.Part)])
	}
	return w.Gaps[string(g.Source)]
}

// ProblemWords names a policy that cannot be read, and where.
func ProblemWords(t *text.Text, p access.Problem) string {
	name := cmp.Or(string(p.ARN), p.Name, p.Within)
	if p.Line == 0 {
		return fmt.Sprintf(t.Access.ProblemUnread, name)
	}
	return fmt.Sprintf(t.Access.Problem, name, strconv.Itoa(p.Line), strconv.Itoa(p.Column))
}

// SubjectName is the name of a subject on a page.
func SubjectName(t *text.Text, s access.Subject) string {
	if s.Kind == access.SubjectEveryone {
		return t.Access.Everyone
	}
	return s.Name
}

// LevelTag is a level as a shape and a word.
type LevelTag struct{ Kind, Shape, Word, Help string }

// Bare is the tag without its help.
func (l LevelTag) Bare() LevelTag {
	l.Help = ""
	return l
}

// shapes are the signs and colours of levels: never colour alone.
var shapes = [access.Levels]struct{ kind, shape string }{
	access.LevelNone: {"none", "·"}, access.LevelDenied: {"bad", "✕"}, access.LevelIf: {"", "◇"}, access.LevelUnknown: {"warn", "?"}, access.LevelOther: {"", "◔"},
	access.LevelList: {"info", "◌"}, access.LevelWrite: {"ok", "◐"}, access.LevelRead: {"info", "○"},
	access.LevelReadWrite: {"ok", "◑"}, access.LevelFull: {"full", "◆"},
}

// NewLevelTag makes the tag of a level.
func NewLevelTag(t *text.Text, l access.Level) LevelTag {
	return LevelTag{Kind: shapes[l].kind, Shape: shapes[l].shape, Word: t.Access.Levels[l.String()], Help: t.Access.LevelHelp[l.String()]}
}

// Legend is all levels, the strongest first.
func Legend(t *text.Text) []LevelTag {
	list := make([]LevelTag, 0, access.Levels)
	for l := access.LevelFull; ; l-- {
		list = append(list, NewLevelTag(t, l))
		if l == access.LevelNone {
			return list
		}
	}
}

// answerTags are the signs and colours of answers.
var answerTags = [4]struct{ kind, shape string }{
	access.No: {"none", "·"}, access.If: {"info", "◇"}, access.Unknown: {"warn", "?"}, access.Yes: {"ok", "✓"},
}

// NewAnswerTag makes the tag of an answer; some says that it is about some
// objects only.
func NewAnswerTag(t *text.Text, a access.Answer, some bool) LevelTag {
	tag := LevelTag{Kind: answerTags[a].kind, Shape: answerTags[a].shape, Word: t.Access.Answers[a.String()]}
	if some && a == access.If {
		tag.Help = t.Access.Some
	}
	return tag
}

// columnTags are the six columns of a cell, in their order.
func columnTags(t *text.Text, c access.Cell) []LevelTag {
	list := make([]LevelTag, access.Columns)
	for i := range list {
		col := access.Column(i)
		some := false
		for _, q := range col.Questions() {
			some = some || c.Some(q)
		}
		list[i] = NewAnswerTag(t, c.Column(col), some)
	}
	return list
}

// Capital is words with a capital at their beginning, where the script has one.
func Capital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}
