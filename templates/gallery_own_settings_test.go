package templates_test

import (
	"strings"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates"
)

// ownSettingSamples are the pages of Keyporter's own settings.
func ownSettingSamples(p templates.Page) []sample {
	p.Section, p.Path = templates.SectionAccount, "/settings/general"
	by := desk.SetBy{By: strings.Repeat("m", desk.MaxOperatorName), At: now}
	set := desk.Settings{
		General: desk.General{Public: "https://" + strings.Repeat("long-name.", 24) + "example.com:8443"}, Thresholds: desk.Thresholds{KeyAge: 30, Unused: 9999},
		Set: map[desk.SettingName]desk.SetBy{desk.SettingGeneral: by, desk.SettingThresholds: by},
	}
	typed := `"><script>alert(1)</script>`
	frozen := p
	frozen.Frozen, frozen.Stopped = true, true
	numbers := templates.ThresholdFields{KeyAge: "0", Unused: "x"}
	wrong := fault.Join(fault.Field("key-age", fault.CodeRange, "1", "9999"), fault.Field("unused", fault.CodeRange, "1", "9999")).(*fault.Fault)
	return []sample{
		{"general", templates.NewGeneral(p, desk.Settings{}, desk.Started{}, nil, nil).View()},
		{"general-set", templates.NewGeneral(p, set, desk.Started{}, nil, nil).View()},
		{"general-fixed", templates.NewGeneral(frozen, set, desk.Started{Public: "https://keys.example.com"}, nil, nil).View()},
		{"general-wrong", templates.NewGeneral(p, set, desk.Started{}, &typed, fault.Field("public", fault.CodeAddress)).View()},
		{"thresholds", templates.NewThresholds(p, desk.Settings{}, nil, nil).View()},
		{"thresholds-set", templates.NewThresholds(p, set, nil, nil).View()},
		{"thresholds-wrong", templates.NewThresholds(p, set, &numbers, wrong).View()},
		{"thresholds-read-only", templates.NewThresholds(readOnly(p), set, nil, nil).View()},
	}
}
