package sandbox

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// HostileText surrounds every string of every answer of IAM and STS with text that
// is meant to harm its reader: names, paths, ids, descriptions, tags and messages.
// Dates, numbers, codes, states, versions, markers, documents and secrets stay as they
// are. Requests may name things by the surrounded names. Turns go from 1 to
// HostileTurns; 0 ends it.
func (m *Mischief) HostileText(turn int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hostile = turn
}

func (m *Mischief) hostileTurn() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.hostile
}

// clean takes the hostile text out of a request again.
func (m *Mischief) clean(values url.Values) url.Values {
	if m.hostileTurn() == 0 {
		return values
	}
	harmless := m.Harmless()
	for _, list := range values {
		for i := range list {
			list[i] = harmless.Replace(list[i])
		}
	}
	return values
}

// Harmless takes the hostile text of every turn out of a text.
func (m *Mischief) Harmless() *strings.Replacer {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.harmless == nil {
		var out []string
		for n := range HostileTurns * len(hostileTexts[0]) {
			before, after := around(0, n)
			out = append(out, before, "", after, "")
		}
		m.harmless = strings.NewReplacer(out...)
	}
	return m.harmless
}

// harmless are the elements whose text a client has to understand.
var harmless = map[string]bool{
	"Code": true, "Type": true, "Status": true, "State": true, "Marker": true, "RequestId": true, "VersionId": true,
	"DefaultVersionId": true, "Document": true, "PolicyDocument": true, "AssumeRolePolicyDocument": true, "SecretAccessKey": true,
	"Content": true, "ReportFormat": true, "key": true, "value": true,
}

// spoil makes the text of an answer hostile.
func spoil(page *bytes.Buffer, turn int) {
	n := 0
	rewrite(page, func(one *branch) {
		if len(one.children) > 0 || one.text == "" || harmless[one.name] || plainValue(one.text) {
			return
		}
		before, after := around(turn, n)
		one.text = before + one.text + after
		n++
	})
}

// plainValue reports whether a text is a number, a date or a truth.
func plainValue(text string) bool {
	if _, err := strconv.ParseFloat(text, 64); err == nil || text == "true" || text == "false" {
		return true
	}
	_, err := time.Parse(time.RFC3339, text)
	return err == nil
}
