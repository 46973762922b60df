package text

import (
	"fmt"
	"strings"
)

// Acts holds the words of the audit log for every verb and phase, by the names
// that package desk stores.
type Acts struct {
	Verbs   map[string]string // what was done, as a label
	Deeds   map[string]Deed   // what was done, as the sentence after it
	Phases  map[string]string
	Unnamed Deed // of a verb without a sentence
}

// Deed is the sentence that tells a person what was done.
type Deed struct {
	Plain string // %s: the target
	With  string // %s: the target, %s: names and ids that belong to it; "" where they say nothing
}

// Verb returns the label of a verb of package desk; the verb itself when it is new.
func (t *Text) Verb(verb string) string {
	if s, ok := t.Acts.Verbs[verb]; ok {
		return s
	}
	return verb
}

// Phase returns the word for a phase of package desk; the phase itself when it is new.
func (t *Text) Phase(phase string) string {
	if s, ok := t.Acts.Phases[phase]; ok {
		return s
	}
	return phase
}

// Did returns the sentence that tells the outcome of an act: its verb, its
// target, and the names and ids that belong to it. ARNs are cut to their names;
// no other target begins as one.
func (t *Text) Did(verb, target string, detail []string) string {
	d, ok := t.Acts.Deeds[verb]
	if !ok {
		d = t.Acts.Unnamed
	}
	if d.With == "" || len(detail) == 0 {
		return fmt.Sprintf(d.Plain, shortName(target))
	}
	names := make([]string, len(detail))
	for i, s := range detail {
		names[i] = shortName(s)
	}
	return fmt.Sprintf(d.With, shortName(target), strings.Join(names, ", "))
}

// shortName cuts an ARN to the name at its end.
func shortName(s string) string {
	if !strings.HasPrefix(s, "arn:") {
		return s
	}
	return s[strings.LastIndexAny(s, "/:")+1:]
}

var actsEnglish = Acts{
	Verbs: map[string]string{
		"user.create":               "Create user",
		"user.delete":               "Delete user",
		"user.policy.attach":        "Attach policies to user",
		"user.policy.detach":        "Detach policy from user",
		"user.group.add":            "Add user to groups",
		"user.group.remove":         "Remove user from group",
		"console.enable":            "Enable console access",
		"console.reset":             "Reset console password",
		"console.remove":            "Remove console access",
		"console.change":            "Change when the password is changed",
		"alias.set":                 "Set account alias",
		"demo.remove":               "Remove demo data",
		"alias.delete":              "Remove account alias",
		"password-policy.set":       "Save password policy",
		"password-policy.delete":    "Use AWS's password policy",
		"mfa.require":               "Require MFA of user",
		"mfa.require.group":         "Require MFA of group",
		"group.create":              "Create group",
		"group.delete":              "Delete group",
		"group.policy.attach":       "Attach policies to group",
		"group.policy.detach":       "Detach policy from group",
		"group.member.add":          "Add members to group",
		"group.member.remove":       "Remove member from group",
		"key.create":                "Create access key",
		"key.activate":              "Activate access key",
		"key.deactivate":            "Deactivate access key",
		"key.delete":                "Delete access key",
		"key.unknown.close":         "Settle an unknown outcome",
		"ticket.open":               "Show secret",
		"ticket.download":           "Download credential file",
		"ticket.done":               "Confirm secret as saved",
		"ticket.lost":               "Report secret as not received",
		"ticket.unclaimed":          "Withdraw unclaimed secret",
		"operator.create":           "Create operator",
		"operator.invite":           "Invite operator",
		"operator.invite.revoke":    "Revoke invitation",
		"operator.join":             "Join as operator",
		"operator.reset":            "Reset operator password",
		"operator.disable":          "Disable or enable operator",
		"operator.role":             "Change the role of an operator",
		"operator.link":             "Link operator to IAM user",
		"operator.scope":            "Change the scope of an operator",
		"single-admin.on":           "Single-admin mode begins",
		"single-admin.off":          "Single-admin mode ends",
		"sign-in":                   "Sign in",
		"sign-out":                  "Sign out",
		"identity.link":             "Link identity of the sign-in provider",
		"identity.unlink":           "Unlink identity of the sign-in provider",
		"password.change":           "Change own password",
		"session.end":               "End session",
		"sessions.end":              "End other sessions",
		"plan.undo":                 "Undo plan",
		"plan.continue":             "Continue plan",
		"request":                   "Ask for a page or change",
		"policy.create":             "Create policy",
		"policy.version.create":     "Save new policy version",
		"policy.version.default":    "Set default policy version",
		"policy.version.delete":     "Delete policy version",
		"policy.delete":             "Delete policy",
		"user.inline.put":           "Save inline policy of user",
		"group.inline.put":          "Save inline policy of group",
		"user.inline.delete":        "Delete inline policy of user",
		"group.inline.delete":       "Delete inline policy of group",
		"mfa.deactivate":            "Deactivate MFA device",
		"mfa.delete":                "Delete MFA device",
		"ssh-key.delete":            "Delete SSH public key",
		"certificate.delete":        "Delete signing certificate",
		"service-credential.delete": "Delete service-specific credential",
		"user.tag":                  "Set tag of user",
		"user.rename":               "Rename user or change its path",
		"group.rename":              "Rename group or change its path",
		"user.tags":                 "Change tags of user",
		"user.untag":                "Remove tags of user",
		"user.boundary.set":         "Set permissions boundary of user",
		"user.boundary.remove":      "Remove permissions boundary of user",
		"user.copy":                 "Copy permissions to user",
		"users.group.add":           "Add several users to a group",
		"users.tag":                 "Set a tag of several users",
		"keys.deactivate":           "Deactivate several access keys",
		"notice.on":                 "Switch reminders on",
		"notice.off":                "Switch reminders off",
		"notice.test":               "Test reminders",
		"notice.retry":              "Send reminder again",
		"keys.delete":               "Delete several inactive access keys",
		"keys.rotate":               "Rotate several access keys",
		"users.import":              "Import users",
		"user.import":               "Import a user",
		"results.download":          "Download results of a job",
		"results.done":              "Confirm results as saved",
		"results.lost":              "Report results as not received",
		"approval.ask":              "Ask for approval",
		"approval.give":             "Approve request",
		"approval.refuse":           "Refuse request",
		"approval.withdraw":         "Withdraw request",
		"approval.expire":           "Let request expire",
		"approval.void":             "Void request",
		"approval.spend":            "Carry out approved request",
		"proof":                     "Prove to be there",
		"sign-in.password":          "Give the password",
		"factor.add":                "Add second factor",
		"factor.remove":             "Remove second factor",
		"recovery.new":              "Make recovery codes",
		"recovery.begin":            "Recognize an old copy",
		"recovery.end":              "Confirm an old copy",
		"audit.view":                "View the audit log",
		"audit.export":              "Export the audit log",
		"audit.verify":              "Verify the audit log",
		"seal.rotate":               "Rotate the server key",
		"job.cancel":                "Cancel job",
		"job.retry":                 "Try rest of job again",
		"rotation.start":            "Rotate access key",
		"rotation.move":             "Rotation went on",
		"rotation.stop":             "End overlap of rotation",
		"rotation.undo":             "Undo rotation",
		"rotation.cancel":           "Cancel rotation",
		"rotation.delete":           "Delete old access key of rotation",
		"rotation.retry":            "Let rotation go on",
		"key.lifetime":              "Set lifetime of access key",
		"keys.lifetime":             "Set lifetime of all access keys",
		"guard.set":                 "Set guard rails",
		"safe.pin":                  "Pin policy in the safe set",
		"safe.remove":               "Remove policy from the safe set",
		"user.adopt":                "Adopt user",
		"user.disown":               "End adoption of user",
		"group.adopt":               "Adopt group",
		"group.disown":              "End adoption of group",
		"settings.general":          "Change general settings",
		"settings.thresholds":       "Change thresholds of findings",
		"settings.sign-in":          "Change sign-in rules",
	},
	Deeds: map[string]Deed{
		"user.create":               {Plain: "User %s is created."},
		"user.delete":               {Plain: "User %s is deleted."},
		"user.policy.attach":        {"The policies are attached to user %s.", "Attached to user %s: %s."},
		"user.policy.detach":        {"The policy is detached from user %s.", "Detached from user %s: %s."},
		"user.group.add":            {"User %s is added to the groups.", "User %s is added to: %s."},
		"user.group.remove":         {"User %s is removed from the group.", "User %s is removed from: %s."},
		"console.enable":            {Plain: "User %s can sign in to the console."},
		"console.reset":             {Plain: "The console password of user %s is reset."},
		"console.remove":            {Plain: "User %s can no longer sign in to the console."},
		"console.change":            {Plain: "Whether user %s must change the password is saved."},
		"demo.remove":               {Plain: "The demo data of account %s is removed: the account is empty now."},
		"alias.set":                 {Plain: "The account alias is %s."},
		"alias.delete":              {Plain: "Account alias %s is removed."},
		"password-policy.set":       {Plain: "The password policy of account %s is saved."},
		"password-policy.delete":    {Plain: "AWS's own password policy applies to account %s."},
		"mfa.require":               {Plain: "User %s needs MFA for everything but its own sign-in settings."},
		"mfa.require.group":         {Plain: "The members of group %s need MFA for everything but their own sign-in settings."},
		"group.create":              {Plain: "Group %s is created."},
		"group.delete":              {Plain: "Group %s is deleted."},
		"group.policy.attach":       {"The policies are attached to group %s.", "Attached to group %s: %s."},
		"group.policy.detach":       {"The policy is detached from group %s.", "Detached from group %s: %s."},
		"group.member.add":          {"The members are added to group %s.", "Added to group %s: %s."},
		"group.member.remove":       {"The member is removed from group %s.", "Removed from group %s: %s."},
		"key.create":                {Plain: "An access key of user %s is created."},
		"key.activate":              {"The access key of user %s is active.", "Access key of user %s is active: %s."},
		"key.deactivate":            {"The access key of user %s is inactive.", "Access key of user %s is inactive: %s."},
		"key.delete":                {"The access key of user %s is deleted.", "Access key of user %s is deleted: %s."},
		"key.unknown.close":         {Plain: "The unknown outcome of user %s is settled. Access keys can be created again."},
		"ticket.open":               {Plain: "The secret of %s was shown."},
		"ticket.download":           {Plain: "The credential file of %s was downloaded."},
		"ticket.done":               {Plain: "The secret of %s is saved. What Keyporter still held is destroyed."},
		"ticket.lost":               {Plain: "The secret of %s was not received. What it opened is deleted."},
		"ticket.unclaimed":          {Plain: "Nobody took the secret of %s. What it opened is deleted."},
		"operator.create":           {Plain: "Operator %s is created."},
		"operator.invite":           {Plain: "Operator %s is invited."},
		"operator.invite.revoke":    {Plain: "The invitation of %s is revoked."},
		"operator.join":             {Plain: "Operator %s has joined."},
		"operator.reset":            {Plain: "Operator %s can choose a new password."},
		"operator.disable":          {Plain: "Operator %s is switched."},
		"operator.role":             {Plain: "The role of operator %s is changed.", With: "The role of operator %s is now %s."},
		"operator.link":             {Plain: "Operator %s is linked to no IAM user.", With: "Operator %s is linked to IAM user %s."},
		"operator.scope":            {Plain: "Operator %s may administer the whole account.", With: "Operator %s may administer: %s."},
		"single-admin.on":           {Plain: "Single-admin mode has begun with operator %s."},
		"single-admin.off":          {Plain: "Single-admin mode has ended with operator %s."},
		"sign-in":                   {Plain: "Operator %s is signed in.", With: "Operator %s is signed in: %s."},
		"sign-out":                  {Plain: "Operator %s is signed out."},
		"identity.link":             {Plain: "An identity at the sign-in provider is linked to operator %s."},
		"identity.unlink":           {Plain: "An identity at the sign-in provider is unlinked from operator %s."},
		"password.change":           {Plain: "The password of operator %s is changed."},
		"session.end":               {Plain: "A session of operator %s has ended."},
		"sessions.end":              {Plain: "The sessions of operator %s have ended."},
		"plan.undo":                 {Plain: "What was done for %s is undone."},
		"plan.continue":             {Plain: "The rest is done for %s."},
		"request":                   {Plain: "Asked for %s."},
		"policy.create":             {Plain: "Policy %s is created."},
		"policy.version.create":     {Plain: "A new version of policy %s is the default."},
		"policy.version.default":    {"The default version of policy %s is changed.", "Default version of policy %s: %s."},
		"policy.version.delete":     {"A version of policy %s is deleted.", "Version of policy %s is deleted: %s."},
		"policy.delete":             {Plain: "Policy %s is deleted."},
		"user.inline.put":           {"The inline policy of user %s is saved.", "Inline policy of user %s is saved: %s."},
		"group.inline.put":          {"The inline policy of group %s is saved.", "Inline policy of group %s is saved: %s."},
		"user.inline.delete":        {"The inline policy of user %s is deleted.", "Inline policy of user %s is deleted: %s."},
		"group.inline.delete":       {"The inline policy of group %s is deleted.", "Inline policy of group %s is deleted: %s."},
		"mfa.deactivate":            {"The MFA device of user %s is deactivated.", "MFA device of user %s is deactivated: %s."},
		"mfa.delete":                {Plain: "MFA device %s is deleted."},
		"ssh-key.delete":            {"The SSH public key of user %s is deleted.", "SSH public key of user %s is deleted: %s."},
		"certificate.delete":        {"The signing certificate of user %s is deleted.", "Signing certificate of user %s is deleted: %s."},
		"service-credential.delete": {"The service-specific credential of user %s is deleted.", "Service-specific credential of user %s is deleted: %s."},
		"user.tag":                  {"The tag of user %s is set.", "Tag of user %s is set: %s."},
		"user.rename":               {"User %s has another name or path now.", "User %s is now: %s."},
		"group.rename":              {"Group %s has another name or path now.", "Group %s is now: %s."},
		"user.tags":                 {Plain: "The tags of user %s are saved."},
		"user.untag":                {Plain: "Tags of user %s are removed."},
		"user.boundary.set":         {"The permissions boundary of user %s is set.", "Permissions boundary of user %s: %s."},
		"user.boundary.remove":      {Plain: "The permissions boundary of user %s is removed."},
		"user.copy":                 {Plain: "Permissions are copied to user %s."},
		"users.group.add":           {"The users are added to group %s.", "Users added to group %s: %s."},
		"users.tag":                 {"The tag %s is set.", "Users with the tag %s set: %s."},
		"keys.deactivate":           {"Access keys of %s selected rows are inactive.", "Access keys of %s selected rows made inactive: %s."},
		"notice.on":                 {Plain: "Reminders of the kind %s are on."},
		"notice.off":                {Plain: "Reminders of the kind %s are off."},
		"notice.test":               {"The test by %s is sent.", "The test by %s is sent. The server said: %s."},
		"notice.retry":              {"The reminder about %s is sent again.", "The reminder about %s is sent again: %s."},
		"keys.rotate":               {"Rotations of %s selected rows have begun.", "Rotations of %s selected rows begun: %s."},
		"keys.delete":               {"Inactive access keys of %s selected rows are deleted.", "Inactive access keys of %s selected rows deleted: %s."},
		"users.import":              {"The users of a table of %s rows are imported.", "The users of a table of %s rows are imported: %s."},
		"user.import":               {"User %s is imported.", ""},
		"results.download":          {"The results of job %s were downloaded.", ""},
		"results.done":              {"The results of job %s are confirmed as saved.", ""},
		"results.lost":              {"The results of job %s were not received: what they open is being removed.", ""},
		"approval.ask":              {"Approval was asked for: a change of %s.", "Approval was asked for: a change of %s, request %s."},
		"approval.give":             {"The change of %s was approved.", "The change of %s was approved: request %s."},
		"approval.refuse":           {"The change of %s was not approved.", "The change of %s was not approved: request %s."},
		"approval.withdraw":         {"The request to change %s was withdrawn.", "The request to change %s was withdrawn: %s."},
		"approval.expire":           {"The request to change %s has expired.", "The request to change %s has expired: %s."},
		"approval.void":             {"The request to change %s is void.", "The request to change %s is void: %s."},
		"approval.spend":            {"The approved change of %s begins.", "The approved change of %s begins: request %s."},
		"proof":                     {Plain: "Operator %s has proved to be there.", With: "Operator %s has proved to be there: %s."},
		"sign-in.password":          {Plain: "Operator %s has given the password; the second factor is waited for."},
		"factor.add":                {Plain: "Operator %s has a new second factor.", With: "Operator %s has a new second factor: %s."},
		"factor.remove":             {Plain: "A second factor of operator %s is removed.", With: "A second factor of operator %s is removed: %s."},
		"recovery.new":              {Plain: "Operator %s has new recovery codes."},
		"recovery.begin":            {"The database was recognized as an old copy (%s).", ""},
		"recovery.end":              {"The old copy (%s) was confirmed. Changes are possible again.", ""},
		"audit.view":                {"The log %s was viewed.", ""},
		"audit.export":              {"The log %s was exported.", ""},
		"audit.verify":              {"The audit log was verified to entry %s.", ""},
		"seal.rotate":               {"The server key was rotated: keys now, %s.", ""},
		"job.cancel":                {Plain: "The job is cancelled: %s."},
		"job.retry":                 {Plain: "The rest of the job is tried again: %s."},
		"rotation.start":            {"The rotation of an access key of user %s has begun.", "Rotation begun for user %s: %s."},
		"rotation.move":             {Plain: "The rotation of user %s went on."},
		"rotation.stop":             {"The old access key of user %s is inactive.", "Old access key of user %s is inactive: %s."},
		"rotation.undo":             {"The rotation of user %s is undone.", "Old access key of user %s stays: %s."},
		"rotation.cancel":           {Plain: "The rotation of user %s is cancelled."},
		"rotation.delete":           {"The old access key of user %s is deleted.", "Old access key of user %s is deleted: %s."},
		"rotation.retry":            {Plain: "The rotation of user %s goes on."},
		"key.lifetime":              {"The lifetime of an access key of user %s is saved.", "Lifetime of an access key of user %s: %s."},
		"keys.lifetime":             {Plain: "The rule for the access keys of account %s is saved."},
		"guard.set":                 {Plain: "The guard rails are set to mode %s."},
		"safe.pin":                  {"Policy %s is in the safe set as it is now.", "Policy %s is in the safe set at version %s."},
		"safe.remove":               {Plain: "Policy %s is no longer in the safe set."},
		"user.adopt":                {Plain: "User %s is managed by Keyporter."},
		"user.disown":               {Plain: "User %s is no longer adopted."},
		"group.adopt":               {Plain: "Group %s is managed by Keyporter."},
		"group.disown":              {Plain: "Group %s is no longer adopted."},
		"settings.general":          {Plain: "The general settings of the Keyporter for account %s are saved."},
		"settings.thresholds":       {Plain: "The thresholds of findings of account %s are saved."},
		"settings.sign-in":          {Plain: "The sign-in rules of the Keyporter for account %s are saved."},
	},
	Phases: map[string]string{
		"begun":   "Begun",
		"ended":   "Done",
		"failed":  "Not done",
		"unknown": "Outcome unknown",
		"refused": "Refused",
		"noted":   "Noted",
	},
	Unnamed: Deed{Plain: "Done: %s."},
}
