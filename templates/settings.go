package templates

import (
	"fmt"
	"strconv"
	"time"

	"keyporter/internal/desk"
	"keyporter/internal/fault"
	"keyporter/templates/ui"
)

// The sections of settings that the navigation does not have: see SettingTabs.
const (
	SectionGeneral    = "general"
	SectionThresholds = "thresholds"
	SectionLifetimes  = "lifetimes"
)

// settingSections are those that the navigation has as one.
func settingSections() []string {
	return []string{SectionAccount, SectionGeneral, SectionSignIn, SectionGuard, SectionThresholds, SectionLifetimes, SectionNotices, SectionRights}
}

// settingTab is one of the pages of settings.
type settingTab struct{ Section, Text, URL string }

// settingTabs are the pages of settings that the operator may look at.
func (p Page) settingTabs() []settingTab {
	tabs := []settingTab{{SectionAccount, p.T.AccountPage.Title, AccountURL()}}
	if p.Operator.Role.May(desk.CanAudit) {
		tabs = append(tabs, settingTab{SectionGeneral, p.T.Settings.General, GeneralURL()})
	}
	tabs = append(tabs, settingTab{SectionSignIn, p.T.Factors.RulesTitle, SignInRulesURL()})
	if p.May(desk.CanSettings) {
		tabs = append(tabs, settingTab{SectionGuard, p.T.Rails.Title, GuardURL()})
	}
	tabs = append(tabs, settingTab{SectionThresholds, p.T.Settings.Thresholds, ThresholdsURL()},
		settingTab{SectionLifetimes, p.T.Settings.Keys, KeyRuleURL()})
	if p.Operator.Role.May(desk.CanAudit) {
		tabs = append(tabs, settingTab{SectionNotices, p.T.Notices.Title, NoticesURL()}, settingTab{SectionRights, p.T.Rights.Title, RightsURL()})
	}
	return tabs
}

// setting is what the pages of Keyporter's own settings share.
type setting struct {
	Set   string // who has set it, and when
	Fixed string // that an option decides; "" where it can be changed here
}

func newSetting(p Page, by desk.SetBy, option string) setting {
	s := setting{Set: setBy(p, by.By, by.At)}
	if option != "" {
		s.Fixed = fmt.Sprintf(p.T.Settings.Fixed, option)
	}
	return s
}

// General is the page of the settings of the dashboard itself.
type General struct {
	Page
	setting
	Public string // as it was typed
	Now    string // the address that holds
	Frozen bool   // read-only mode
	Fault  *fault.Fault
}

// NewGeneral makes the page. Typed is what the form had, where it is shown again.
func NewGeneral(p Page, s desk.Settings, started desk.Started, typed *string, f *fault.Fault) General {
	p.Title, p.Faulty = p.T.Settings.General, f != nil
	page := General{Page: p, Public: s.General.Public, Now: s.General.Public, Frozen: p.Frozen, Fault: f}
	option := ""
	if started.Public != "" {
		page.Now, option = started.Public, "--public-url"
	}
	if typed != nil {
		page.Public = *typed
	}
	page.setting = newSetting(p, s.Set[desk.SettingGeneral], option)
	return page
}

// mode says whether Keyporter is in read-only mode.
func (p General) mode() string {
	if p.Frozen {
		return p.T.Settings.ModeOn
	}
	return p.T.Settings.ModeOff
}

// ThresholdFields are the fields of the form as they were typed.
type ThresholdFields struct{ KeyAge, Unused string }

// Thresholds is the page of when something becomes a finding.
type Thresholds struct {
	Page
	setting
	Now    desk.Thresholds
	Fields ThresholdFields
	Fault  *fault.Fault
}

// NewThresholds makes the page. Typed is what the form had, where it is shown again.
func NewThresholds(p Page, s desk.Settings, typed *ThresholdFields, f *fault.Fault) Thresholds {
	p.Title, p.Faulty = p.T.Settings.Thresholds, f != nil
	now := s.Thresholds.Filled()
	page := Thresholds{Page: p, Now: now, Fields: ThresholdFields{strconv.Itoa(now.KeyAge), strconv.Itoa(now.Unused)}, Fault: f}
	if typed != nil {
		page.Fields = *typed
	}
	page.setting = newSetting(p, s.Set[desk.SettingThresholds], "")
	return page
}

// SignInRuleFields are the fields of the form as they were typed.
type SignInRuleFields struct{ Factor, Idle, Life string }

// SignInRules is the page of what holds for everybody who signs in. The handler
// fills the first block; Prepare decides the rest.
type SignInRules struct {
	Page
	Demanded                 bool
	Bare                     int // operators without a second factor
	Idle, Life, Links, Proof time.Duration
	Tries                    int
	Window                   time.Duration
	Provider                 string // where operators sign in as well, or ""
	Rules                    desk.SignInRules
	By                       desk.SetBy
	Started                  desk.Started
	Typed                    *SignInRuleFields // nil unless the form is shown again
	Fault                    *fault.Fault

	setting
	Fields  SignInRuleFields
	Factor  string
	Guesses string
}

// Prepare decides what the page shows.
func (p SignInRules) Prepare() SignInRules {
	w := p.T.Factors
	p.Title, p.Factor, p.Faulty = w.RulesTitle, w.RulesOffered, p.Fault != nil
	if p.Demanded {
		p.Factor = w.RulesAll
	}
	p.Guesses = fmt.Sprintf(w.RulesTries, strconv.Itoa(p.Tries), strconv.Itoa(int(p.Window/time.Minute)))
	now := p.Rules.Filled()
	p.Fields = SignInRuleFields{now.Factor, strconv.Itoa(now.Idle), strconv.Itoa(now.Life)}
	if p.Typed != nil {
		p.Fields = *p.Typed
	}
	option := ""
	if p.Started.Factor != "" {
		option = "--second-factor"
	}
	p.setting = newSetting(p.Page, p.By, option)
	return p
}

// span says a duration in hours where they are whole, else in minutes.
func (p SignInRules) span(d time.Duration) string {
	if d%time.Hour == 0 {
		return fmt.Sprintf(p.T.Factors.Hours, strconv.Itoa(int(d/time.Hour)))
	}
	return fmt.Sprintf(p.T.Factors.Minutes, strconv.Itoa(int(d/time.Minute)))
}

// number is a field for a number within bounds.
func (p SignInRules) number(name, label, value string, bounds [3]int) ui.FieldProps {
	hint := fmt.Sprintf(p.T.Settings.LengthHint, strconv.Itoa(bounds[0]), strconv.Itoa(bounds[2]), strconv.Itoa(bounds[1]))
	return ui.FieldProps{Name: name, Label: label, Hint: hint, Value: value, Error: p.Wrong(p.Fault, name), Max: 2, Required: true}
}
