package text_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"keyporter/internal/fault"
	"keyporter/internal/text"
)

// visit shows every text below v, with the path to it.
func visit(v reflect.Value, path string, see func(path, s string)) {
	switch v.Kind() {
	case reflect.String:
		see(path, v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			visit(v.Field(i), path+"."+v.Type().Field(i).Name, see)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			visit(v.MapIndex(k), path+"["+k.String()+"]", see)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			visit(v.Index(i), path+"["+strconv.Itoa(i)+"]", see)
		}
	}
}

func all(t *text.Text) map[string]string {
	found := map[string]string{}
	visit(reflect.ValueOf(*t), "", func(path, s string) { found[path] = s })
	return found
}

// mayBeEmpty are texts where nothing to say is a choice.
var mayBeEmpty = regexp.MustCompile(`\.With$|\.Bare(Do)?$|^\.Overview\.\w+\.Link$|^\.Findings\.Kinds\[[a-z0-9-]+\]\.W(hat|ith)$`)

func TestNoTextIsMissing(t *testing.T) {
	t.Parallel()
	english, korean := all(&text.English), all(&text.Korean)
	for path, s := range english {
		other, ok := korean[path]
		if !ok {
			t.Errorf("Korean has no %s", path)
			continue
		}
		if (s == "" || other == "") && (s != other || !mayBeEmpty.MatchString(path)) {
			t.Errorf("%s is %q in English and %q in Korean, want words in both", path, s, other)
		}
	}
	for path := range korean {
		if _, ok := english[path]; !ok {
			t.Errorf("English has no %s", path)
		}
	}
}

var verb = regexp.MustCompile(`%(\[\d+\])?.`)

// verbs lists the format verbs of s, in the order of their arguments.
func verbs(s string) []string {
	found := verb.FindAllString(s, -1)
	slices.Sort(found) // an explicit index, as in %[2]s, names the argument itself
	return found
}

func TestFormatsTakeTheSameArguments(t *testing.T) {
	t.Parallel()
	korean := all(&text.Korean)
	for path, s := range all(&text.English) {
		e, k := verbs(s), verbs(korean[path])
		if len(e) != len(k) {
			t.Errorf("%s takes %v in English and %v in Korean", path, e, k)
		}
		for _, v := range slices.Concat(e, k) {
			if v[len(v)-1] != 's' {
				t.Errorf("%s has the verb %s, want %%s only", path, v)
			}
		}
	}
}

// sameInKorean are words that AWS's console keeps in English, with its own spacing.
var sameInKorean = regexp.MustCompile(`^\.Lang$|^\.Shell\.(Product|AWS)$|^\.Keys\.CLI\.Name$`)

// foreign are texts made of names only: products, formats, terms of AWS.
var foreign = regexp.MustCompile(`^[\x00-\x7f—…·“”→]*$`)

func TestKoreanIsKorean(t *testing.T) {
	t.Parallel()
	english := all(&text.English)
	for path, s := range all(&text.Korean) {
		if s == "" || strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			continue
		}
		// Without Hangul a text may only be a name, which is short and the same in English.
		name := foreign.MatchString(s) && s == english[path] && len(strings.Fields(s)) <= 4
		if !sameInKorean.MatchString(path) && !name {
			t.Errorf("Korean%s = %q has no Hangul", path, s)
		}
	}
}

func TestEnglishIsEnglish(t *testing.T) {
	t.Parallel()
	for path, s := range all(&text.English) {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
			t.Errorf("English%s = %q has Hangul", path, s)
		}
	}
}

// A variable's last sound is not known, so no particle may depend on it.
var particle = regexp.MustCompile(`%(\[\d+\])?s['”"]?(을|를|이|가|은|는|과|와|으로|로)([\s.,]|$)|\((을|를|이|가|은|는|으)\)`)

var loud = regexp.MustCompile(`!|(?i:\bplease\b|\bsuccessfully\b|\bsorry\b)`)

func TestVoiceIsCalm(t *testing.T) {
	t.Parallel()
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for path, s := range all(words) {
			if found := loud.FindString(s); found != "" {
				t.Errorf("%s%s = %q says %q", words.Lang, path, s, found)
			}
			if found := particle.FindString(s); found != "" && words.Lang == "ko" {
				t.Errorf("ko%s = %q has the particle %q behind a variable", path, s, found)
			}
		}
	}
}

// codes reads the codes of package fault from its source.
func codes(t *testing.T) map[string]fault.Code {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "../fault/codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]fault.Code{}
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		lit, ok := spec.Values[0].(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			return true
		}
		value, err := strconv.Unquote(lit.Value)
		if err != nil {
			t.Fatal(err)
		}
		found[spec.Names[0].Name] = fault.Code(value)
		return true
	})
	return found
}

func TestEveryFaultHasASentence(t *testing.T) {
	t.Parallel()
	known := codes(t)
	if len(known) < 50 {
		t.Fatalf("codes.go has %d codes, want all of them", len(known))
	}
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		for name, code := range known {
			if words.Faults[code] == "" {
				t.Errorf("%s has no sentence for fault.%s (%s)", words.Lang, name, code)
			}
		}
		if len(words.Faults) != len(known) {
			t.Errorf("%s has %d sentences for %d codes", words.Lang, len(words.Faults), len(known))
		}
	}
}

func TestFaultFillsItsSentence(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		fault *fault.Fault
		want  string
	}{
		{"one argument", fault.New(fault.NotFound, fault.CodeUserNotFound, "ana"), "There is no user ana."},
		{"a percent sign stays", fault.New(fault.NotFound, fault.CodeUserNotFound, "50%d"), "There is no user 50%d."},
		{"a missing argument is a dash", fault.New(fault.NotFound, fault.CodeUserNotFound), "There is no user —."},
		{"more arguments than words are left out", fault.New(fault.Denied, fault.CodeRole, "change"), "Your role in Keyporter does not allow this."},
		{"a time is written for people", fault.New(fault.Gone, fault.CodeTicketEnded, "2026-11-23T10:30:00Z"), "This hand-over ended at 2026-11-23 10:30 UTC."},
		{"an unknown code is internal", fault.New(fault.Denied, "new"), text.English.Faults[fault.CodeInternal]},
		{"no fault is internal", nil, text.English.Faults[fault.CodeInternal]},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := text.English.Fault(c.fault); got != c.want {
				t.Errorf("Fault(%v) = %q, want %q", c.fault, got, c.want)
			}
		})
	}
}

func TestEveryKindHasItsOwnAdvice(t *testing.T) {
	t.Parallel()
	for _, words := range []*text.Text{&text.English, &text.Korean} {
		seen := map[string]fault.Kind{}
		for k := fault.Internal; k <= fault.TooLarge; k++ {
			a := words.Advice(k)
			if other, twice := seen[a.Title]; twice {
				t.Errorf("%s: Advice(%d) and Advice(%d) are both %q", words.Lang, k, other, a.Title)
			}
			seen[a.Title] = k
		}
	}
}

func TestPickChoosesTheLanguage(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, preferred, accept, want string }{
		{"nothing is known", "", "", "en"},
		{"the browser wants Korean", "", "ko-KR,ko;q=0.9,en-US;q=0.8", "ko"},
		{"the browser prefers English", "", "en-GB,en;q=0.9,ko;q=0.5", "en"},
		{"a language that is not here", "", "fr-FR,fr", "en"},
		{"the second choice is here", "", "fr, ko;q=0.5", "ko"},
		{"what is preferred wins", "ko", "en", "ko"},
		{"a preference that is not here", "fr", "ko", "ko"},
		{"a header that makes no sense", "", ";;;=,%", "en"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := text.Pick(c.preferred, c.accept).Lang; got != c.want {
				t.Errorf("Pick(%q, %q) = %s, want %s", c.preferred, c.accept, got, c.want)
			}
		})
	}
}

func TestNumbersAndTimesAreWrittenForPeople(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 10, 30, 0, 0, time.FixedZone("KST", 9*3600))
	const day = 24 * time.Hour
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 54321: "54,321", 1234567: "1,234,567"} {
		if got := text.Korean.Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
	for _, c := range []struct {
		before          time.Duration
		english, korean string
	}{
		{-time.Hour, "just now", "방금 전"},
		{59 * time.Second, "just now", "방금 전"},
		{time.Minute, "1 minute ago", "1분 전"},
		{3 * time.Hour, "3 hours ago", "3시간 전"},
		{day, "1 day ago", "1일 전"},
		{59 * day, "59 days ago", "59일 전"},
		{60 * day, "2 months ago", "2개월 전"},
		{364 * day, "12 months ago", "12개월 전"},
		{365 * day, "1 year ago", "1년 전"},
		{800 * day, "2 years ago", "2년 전"},
	} {
		at := now.Add(-c.before)
		if e, k := text.English.Ago(at, now), text.Korean.Ago(at, now); e != c.english || k != c.korean {
			t.Errorf("Ago(%s before) = %q, %q, want %q, %q", c.before, e, k, c.english, c.korean)
		}
	}
	if got := text.English.Ago(time.Time{}, now); got != "never" {
		t.Errorf("Ago(zero) = %q, want never", got)
	}
	if got := text.English.DateTime(now); got != "2026-11-23 01:30 UTC" {
		t.Errorf("DateTime(10:30 KST) = %q, want 2026-11-23 01:30 UTC", got)
	}
	if got := text.English.Date(now.Add(-2 * time.Hour)); got != "2026-11-22" {
		t.Errorf("Date(08:30 KST) = %q, want 2026-11-22", got)
	}
	if text.English.Date(time.Time{}) != "—" || text.English.DateTime(time.Time{}) != "—" {
		t.Error("the zero time has a date, want a dash")
	}
}
