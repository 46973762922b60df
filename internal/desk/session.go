package desk

import (
	"strings"
	"time"
)

// Session is one signed-in browser of an operator.
type Session struct {
	ID      string // SHA-256 of the id in its cookie, as hexadecimal text
	Created time.Time
	Seen    time.Time // to the minute
	Client  string    // the address that signed in
	Agent   string    // the browser that signed in, as it names itself
}

// families are browsers and systems by what their user agents hold. Most agents
// claim to be several browsers: the first that is found is the one.
type families []struct{ mark, name string }

var (
	browsers = families{
		{"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"},
		{"Whale/", "Whale"}, {"FxiOS/", "Firefox"}, {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"},
		{"Version/", "Safari"}, {"curl/", "curl"},
	}
	systems = families{
		{"iPhone", "iOS"}, {"iPad", "iOS"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS X", "macOS"}, {"Linux", "Linux"},
	}
)

func (f families) of(agent string) string {
	for _, one := range f {
		if strings.Contains(agent, one.mark) {
			return one.name
		}
	}
	return ""
}

// Browser tells the family of the browser and its system as the browser itself
// tells them, each "" where it is not known.
func (s Session) Browser() (browser, system string) {
	return browsers.of(s.Agent), systems.of(s.Agent)
}
