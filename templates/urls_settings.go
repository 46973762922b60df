package templates

import "keyporter/internal/desk"

// The settings of Keyporter itself.

func GeneralURL() string     { return "/settings/general" }
func ThresholdsURL() string  { return "/settings/rules" }
func SignInRulesURL() string { return "/settings/sign-in" }

// SettingURL is the page of what an act has set.
func SettingURL(v desk.Verb) string {
	switch v {
	case desk.GeneralSet:
		return GeneralURL()
	case desk.ThresholdsSet:
		return ThresholdsURL()
	}
	return SignInRulesURL()
}
