package sandbox

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// hostileTexts surround strings, before and after. Each is something that a
// page, a file or a terminal could take for more than text.
var hostileTexts = [][2]string{
	{`"><script>alert(1)</script>`, `<img src=x onerror=alert(2)>`},
	{"\u202e\u2066", "\u2069\u202c"}, // from right to left
	{`=HYPERLINK("http://198.51.100.1","x")`, `@SUM(1+1)`},
	{"-2+3|calc ", "{{7*7}}${7*7}%s%n' OR '1'='1"},
	{"\u200b\ufeff\u00ad", "é\u0301\U0001f469\u200d\U0001f680"},
	{"", strings.Repeat("long ", 800)},
}

// HostileText surrounds every string of every answer with text that is meant to
// harm its reader: names, paths, ids, descriptions, tags and messages. Dates,
// numbers, codes, states, versions, markers, documents and secrets stay as they
// are. Requests may name things by the surrounded names.
func (m *Mischief) HostileText(on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hostile = on
}

func (m *Mischief) talksHostile() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.hostile
}

// clean takes the hostile text out of a request again.
func (m *Mischief) clean(values url.Values) url.Values {
	if !m.talksHostile() {
		return values
	}
	for _, list := range values {
		for i := range list {
			for _, around := range hostileTexts {
				list[i] = strings.ReplaceAll(strings.ReplaceAll(list[i], around[0], ""), around[1], "")
			}
		}
	}
	return values
}

// harmless are the elements whose text a client has to understand.
var harmless = map[string]bool{
	"Code": true, "Type": true, "Status": true, "State": true, "Marker": true, "RequestId": true, "VersionId": true,
	"DefaultVersionId": true, "Document": true, "PolicyDocument": true, "AssumeRolePolicyDocument": true, "SecretAccessKey": true,
	"Content": true, "ReportFormat": true, "key": true, "value": true,
}

// spoil makes the text of an answer hostile.
func spoil(page *bytes.Buffer) {
	n := 0
	rewrite(page, func(one *branch) {
		if len(one.children) > 0 || one.text == "" || harmless[one.name] || plainValue(one.text) {
			return
		}
		around := hostileTexts[n%len(hostileTexts)]
		one.text = around[0] + one.text + around[1]
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
