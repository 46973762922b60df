package desk_test

import (
	"testing"

	"keyporter/internal/desk"
)

func TestABrowserIsToldByItsAgent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, agent, browser, system string }{
		{"Chrome on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "Windows"},
		{"Edge, which claims to be Chrome and Safari too", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows"},
		{"Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", "Firefox", "Linux"},
		{"Safari on a Mac", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15", "Safari", "macOS"},
		{"Safari on a telephone, whose system is like a Mac's", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1", "Safari", "iOS"},
		{"Chrome on a telephone, which claims to be Safari", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1", "Chrome", "iOS"},
		{"Samsung Internet", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36", "Samsung Internet", "Android"},
		{"Whale", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Whale/4.33.325.17 Safari/537.36", "Whale", "Windows"},
		{"a program", "curl/8.5.0", "curl", ""},
		{"an agent that says nothing known", "<b>bot</b>", "", ""},
		{"no agent", "", "", ""},
	} {
		browser, system := desk.Session{Agent: c.agent}.Browser()
		if browser != c.browser || system != c.system {
			t.Errorf("%s: Browser() = %q, %q, want %q, %q", c.name, browser, system, c.browser, c.system)
		}
	}
}
