// Package text holds every sentence that a person reads, in English and Korean.
//
// A Text is one language. Its words are grouped by the pages that show them,
// one file for each group with a struct and the two values of it, so that a
// word missing in one language does not compile or fails the test. Formats use
// %s only. Domain code holds codes and arguments instead of sentences.
package text

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"keyporter/internal/fault"
)

// Text is everything that a person reads, in one language.
type Text struct {
	Lang     string // for the attribute lang
	zone     *time.Location
	Shell    Shell
	Times    Times
	Failures Failures
	Faults   map[fault.Code]string // arguments are those of the code, in its order

	SignIn    SignIn
	Setup     Setup
	Me        Me
	Roles     Roles
	Operators Operators
	Overview  Overview
	Audit     Audit
	Users     Users
	Console   ConsoleTab
	Removal   Removal
	HandOver  HandOver
	Sessions  Sessions
	Invites   Invites
	OIDC      OIDC

	ConsoleFacts     ConsoleFacts
	CredentialReport CredentialReport
	Guard            Guard
	Diff             Diff
	AccountPage      AccountPage

	Groups     Groups
	Policies   Policies
	Reading    Reading
	Versions   Versions
	Inline     Inline
	PolicyForm PolicyForm
	Wizard     Wizard
	Keys       Keys
	Tickets    Tickets
	Ops        Ops
	Acts       Acts
	Offers     Offers

	AccessCommand AccessCommand

	Decisions   Decisions
	PolicyWords PolicyWords
	Lint        Lint
	Recipes     Recipes
	Lists       Lists
	Selection   Selection
	Jobs        Jobs
	Rename      Rename
	Tags        Tags
	Boundary    Boundary
	Copying     Copying
	AllKeys     AllKeys
	KeyAges     KeyAges
	Unused      Unused
	Findings    Findings

	FindingsReport FindingsReport
	Search         Search
	Activity       Activity
	PolicyUse      PolicyUse
	Access         Access
	Matrix         AccessMatrix
	UserAccess     AccessUser
	Buckets        Buckets
	AccessWhy      AccessExplain
	WhatIf         AccessWhatIf
	Notices        Notices

	Rotations Rotations
	Lifetimes Lifetimes
	Settings  Settings
	Import    Import
	Factors   Factors
	Ledger    Ledger
	Recovery  Recovery
	Demo      Demo
	Rights    Rights
	Requests  Requests
	Dangers   Dangers
	Rails     Rails
	Help      Help
}

// English is the language where none was asked for.
var English = Text{
	Lang: "en", Shell: shellEnglish, Times: timesEnglish, Failures: failuresEnglish, Faults: faultsEnglish,
	SignIn: signInEnglish, Setup: setupEnglish, Me: meEnglish, Sessions: sessionsEnglish, Invites: invitesEnglish, OIDC: oidcEnglish, Roles: rolesEnglish, Operators: operatorsEnglish, Overview: overviewEnglish, Audit: auditEnglish,
	ConsoleFacts: consoleFactsEnglish, Guard: guardEnglish, Diff: diffEnglish, CredentialReport: credentialReportEnglish, AccountPage: accountPageEnglish, HandOver: handOverEnglish,
	Users: usersEnglish, Console: consoleTabEnglish, Removal: removalEnglish, Groups: groupsEnglish,
	Reading: readingEnglish, Versions: versionsEnglish, Inline: inlineEnglish, PolicyForm: policyFormEnglish,
	Policies: policiesEnglish, Wizard: wizardEnglish, Keys: keysEnglish, Tickets: ticketsEnglish, Ops: opsEnglish,
	Acts: actsEnglish, Offers: offersEnglish, Decisions: decisionsEnglish, PolicyWords: policyWordsEnglish, Lint: lintEnglish, Recipes: recipesEnglish,
	AccessCommand: accessCommandEnglish,
	Lists:         listsEnglish, Selection: selectionEnglish, Jobs: jobsEnglish, AllKeys: allKeysEnglish,
	Rename: renameEnglish, Access: accessEnglish, Matrix: accessMatrixEnglish, UserAccess: accessUserEnglish, Buckets: bucketsEnglish, AccessWhy: accessExplainEnglish, WhatIf: accessWhatIfEnglish, Tags: tagsEnglish, Boundary: boundaryEnglish, Copying: copyingEnglish,
	Search: searchEnglish, Activity: activityEnglish, PolicyUse: policyUseEnglish,
	KeyAges: keyAgesEnglish, Unused: unusedEnglish, Findings: findingsEnglish, FindingsReport: findingsReportEnglish,
	Notices:   noticesEnglish,
	Rotations: rotationsEnglish, Lifetimes: lifetimesEnglish, Settings: settingsEnglish, Import: importEnglish, Factors: factorsEnglish,
	Ledger: ledgerEnglish, Recovery: recoveryEnglish, Demo: demoEnglish, Rights: rightsEnglish,
	Requests: requestsEnglish, Dangers: dangersEnglish,
	Rails: railsEnglish,
	Help:  helpEnglish,
}

// Korean uses the terms of AWS's console in Korean.
var Korean = Text{
	Lang: "ko", Shell: shellKorean, Times: timesKorean, Failures: failuresKorean, Faults: faultsKorean,
	SignIn: signInKorean, Setup: setupKorean, Me: meKorean, Sessions: sessionsKorean, Invites: invitesKorean, OIDC: oidcKorean, Roles: rolesKorean, Operators: operatorsKorean, Overview: overviewKorean, Audit: auditKorean,
	ConsoleFacts: consoleFactsKorean, Guard: guardKorean, Diff: diffKorean, CredentialReport: credentialReportKorean, AccountPage: accountPageKorean, HandOver: handOverKorean,
	Users: usersKorean, Console: consoleTabKorean, Removal: removalKorean, Groups: groupsKorean,
	Reading: readingKorean, Versions: versionsKorean, Inline: inlineKorean, PolicyForm: policyFormKorean,
	Policies: policiesKorean, Wizard: wizardKorean, Keys: keysKorean, Tickets: ticketsKorean, Ops: opsKorean,
	Acts: actsKorean, Offers: offersKorean, Decisions: decisionsKorean, PolicyWords: policyWordsKorean, Lint: lintKorean, Recipes: recipesKorean,
	AccessCommand: accessCommandKorean,
	Lists:         listsKorean, Selection: selectionKorean, Jobs: jobsKorean, AllKeys: allKeysKorean,
	Rename: renameKorean, Access: accessKorean, Matrix: accessMatrixKorean, UserAccess: accessUserKorean, Buckets: bucketsKorean, AccessWhy: accessExplainKorean, WhatIf: accessWhatIfKorean, Tags: tagsKorean, Boundary: boundaryKorean, Copying: copyingKorean,
	Search: searchKorean, Activity: activityKorean, PolicyUse: policyUseKorean,
	KeyAges: keyAgesKorean, Unused: unusedKorean, Findings: findingsKorean, FindingsReport: findingsReportKorean,
	Notices:   noticesKorean,
	Rotations: rotationsKorean, Lifetimes: lifetimesKorean, Settings: settingsKorean, Import: importKorean, Factors: factorsKorean,
	Ledger: ledgerKorean, Recovery: recoveryKorean, Demo: demoKorean, Rights: rightsKorean,
	Requests: requestsKorean, Dangers: dangersKorean,
	Rails: railsKorean,
	Help:  helpKorean,
}

// matcher knows the languages, in the order of Pick.
var matcher = language.NewMatcher([]language.Tag{language.English, language.Korean})

// Pick returns the preferred language ("en" or "ko") or, where it is neither,
// the best one for the value of the header Accept-Language.
func Pick(preferred, acceptLanguage string) *Text {
	switch preferred {
	case "en":
		return &English
	case "ko":
		return &Korean
	}
	if _, i := language.MatchStrings(matcher, acceptLanguage); i == 1 {
		return &Korean
	}
	return &English
}

// Fault returns the sentence for a fault. A code without one, and no fault at
// all, are internal.
func (t *Text) Fault(f *fault.Fault) string {
	if f == nil {
		return t.Faults[fault.CodeInternal]
	}
	sentence, ok := t.Faults[f.Code]
	if !ok {
		return t.Faults[fault.CodeInternal]
	}
	args := make([]any, strings.Count(sentence, "%"))
	for i := range args {
		args[i] = "—"
		if i < len(f.Args) {
			args[i] = t.argument(f.Args[i])
		}
	}
	return fmt.Sprintf(sentence, args...)
}

// argument writes times, which faults carry as RFC 3339, for people.
func (t *Text) argument(s string) string {
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return t.DateTime(at)
	}
	return s
}
