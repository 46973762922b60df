package fault

// Code names one failure. Package text has a sentence for each; its test reads
// this file. The comment gives the arguments in their order.
type Code string

// Codes that any page may meet.
const (
	CodeInternal      Code = "internal"
	CodeSignIn        Code = "sign-in"
	CodeRole          Code = "role"                 // the capability that is missing, the roles that have it
	CodeReadOnly      Code = "read-only"            // nothing is changed, whoever asks
	CodePageNotFound  Code = "page.not-found"       //
	CodeForeignOrigin Code = "origin"               // the origin that was seen, the one expected
	CodeBodyTooLarge  Code = "body.too-large"       // the limit
	CodeManyFields    Code = "form.too-many-fields" // the limit
	CodeFormBroken    Code = "form.broken"
	CodeFormReused    Code = "form.reused" // same key, other content
	CodeRequired      Code = "required"
	CodeTooLong       Code = "too-long" // the limit in characters
	CodeChoice        Code = "choice"   // not one of the choices
	CodeTick          Code = "tick"     // a box that has to be ticked is not
	CodeConfirmName   Code = "confirm.name"

	CodeDangerous       Code = "dangerous"         // the verb, the target
	CodeRequestNotFound Code = "request.not-found" //
	CodeRequestOver     Code = "request.over"      // the state that it is in
	CodeRequestOwn      Code = "request.own"       // the same person, or no longer one who may

	CodeAuditAway    Code = "audit.away"    // the audit log cannot be written
	CodeRecovery     Code = "recovery"      // the database is an old copy
	CodeRecoveryOver Code = "recovery.over" // it was confirmed before
	CodeDemoNone     Code = "demo.none"     // the account is not the demo account
	CodeSinkBehind   Code = "audit.behind"  // the sink that has not taken the audit log
)

// Codes of the IAM endpoint.
const (
	CodeAwsDenied       Code = "aws.denied"        // the action, the AWS message
	CodeAwsThrottled    Code = "aws.throttled"     //
	CodeAwsUnreachable  Code = "aws.unreachable"   // the endpoint
	CodeAwsCredentials  Code = "aws.credentials"   // the AWS code
	CodeAwsNoCredential Code = "aws.no-credential" //
	CodeAwsClock        Code = "aws.clock"
	CodeAwsUnknown      Code = "aws.unknown"     // the action
	CodeAwsRefused      Code = "aws.refused"     // the AWS code, the AWS message
	CodeAwsNotOffered   Code = "aws.not-offered" // the action
	CodeAwsInProgress   Code = "aws.in-progress"
	CodeAwsReport       Code = "aws.report" // the AWS code: there is no credential report now
)

// Codes of users, groups, policies and keys.
const (
	CodeUserNotFound     Code = "user.not-found"          // the name
	CodeUserTaken        Code = "user.taken"              // the name
	CodeUserName         Code = "user.name"               // the name
	CodeUserNameLong     Code = "user.name-long"          // the limit
	CodeUsersFull        Code = "users.full"              //
	CodeAliasTaken       Code = "alias.taken"             // the alias
	CodeUserHasLogin     Code = "user.has-login"          // the name
	CodeUserNoLogin      Code = "user.no-login"           // the name
	CodeMFANotFound      Code = "mfa.not-found"           // the serial number, the user
	CodeMFARequired      Code = "mfa.required"            // the policy that is attached already
	CodeAlias            Code = "alias"                   // the alias
	CodeRange            Code = "range"                   // the least number, the greatest
	CodeRulesChanged     Code = "password-policy.changed" // somebody else has changed it since it was looked at
	CodeUserPath         Code = "user.path"
	CodeUnchanged        Code = "unchanged"          // what was sent is what is there
	CodeUserDeleteBlock  Code = "user.delete-block"  // the AWS message
	CodeGroupNotFound    Code = "group.not-found"    // the name
	CodeGroupTaken       Code = "group.taken"        // the name
	CodeGroupName        Code = "group.name"         // the name
	CodeGroupNameLong    Code = "group.name-long"    // the limit
	CodeGroupDeleteBlock Code = "group.delete-block" // the AWS message
	CodeGroupsFull       Code = "groups.full"        //
	CodePolicyNotFound   Code = "policy.not-found"   // the ARN
	CodeNothingChosen    Code = "nothing-chosen"
	CodeKeyNotFound      Code = "key.not-found" // the id
	CodeKeyID            Code = "key.id"        // not the form of an access key id
	CodeTagKey           Code = "tag.key"
	CodeTagValue         Code = "tag.value"
	CodeCopySelf         Code = "copy.self"
	CodeCopyNothing      Code = "copy.nothing" // the user that has nothing more
	CodeCopyChanged      Code = "copy.changed" // what would be copied is not what was looked at
	CodeInlineFull       Code = "inline.full"  // the limit, what it would be
	CodeTagTwice         Code = "tag.twice"    // the key
	CodeTagsFull         Code = "tags.full"    // the limit
	CodeTagsChanged      Code = "tags.changed" // somebody else has changed them since
	CodeRowsLeft         Code = "rows.left"    // how many rows were not changed, of how many
	CodeJobNotFound      Code = "job.not-found"
	CodeJobEnded         Code = "job.ended"
	CodeJobNothing       Code = "job.nothing" // the job is at work, or nothing of it can be tried again
	CodeKeysFull         Code = "keys.full"   // the limit
	CodeKeyActive        Code = "key.active"  // the id: only an inactive key can be deleted
	CodeKeyRunning       Code = "key.running" // the user: another key form is at work
	CodeKeyUnknown       Code = "key.unknown" // the user: an earlier key form has no known outcome
	CodeKeyDescription   Code = "key.description"
	CodePassword         Code = "password.policy" // the AWS message
	CodePasswordChars    Code = "password.chars"
	CodePasswordClasses  Code = "password.classes" // the least length, how many classes, which there are
	CodePasswordRules    Code = "password.rules"   // the least length, the classes
	CodeQuota            Code = "quota"            // the AWS message
	CodeConflict         Code = "conflict"         // the AWS code, the AWS message
	CodePath             Code = "path"
)

// Codes of policies and their documents.
const (
	CodePolicyTaken       Code = "policy.taken"        // the name
	CodePolicyName        Code = "policy.name"         // the name
	CodePolicyNameLong    Code = "policy.name-long"    // the limit
	CodePoliciesFull      Code = "policies.full"       // the AWS message
	CodePolicyDocument    Code = "policy.document"     // line, column; the cause is a *policy.Error, which package text has words for
	CodePolicyRefused     Code = "policy.refused"      // the AWS message
	CodePolicyLong        Code = "policy.long"         // characters that count, the most that AWS takes
	CodePolicySize        Code = "policy.size"         // the AWS message
	CodePolicyDeleteBlock Code = "policy.delete-block" // the AWS message
	CodePolicyAttached    Code = "policy.attached"     // the policy's name
	CodePolicyNotOwn      Code = "policy.not-own"      // the policy's name: AWS manages it
	CodePolicyChanged     Code = "policy.changed"      // versions differ from those that were looked at
	CodePolicyVersion     Code = "policy.version"      // the version: there is none of the id
	CodePolicyDefault     Code = "policy.default"      // the version: it is the default
	CodeInlineTaken       Code = "inline.taken"        // the name
	CodeRecipeField       Code = "recipe.field"        // the code of a policy.RecipeProblem, its value: package text has words for it
	CodeRecipe            Code = "recipe"              // the document is none that the S3 form makes
	CodeLatin             Code = "latin"               // characters beyond Latin-1
)

// Codes of tickets, drafts and acts.
const (
	CodeTicketGone     Code = "ticket.gone"      // nothing is left to show
	CodeTicketShown    Code = "ticket.shown"     // when
	CodeTicketTaken    Code = "ticket.taken"     // when
	CodeTicketEnded    Code = "ticket.ended"     // when
	CodeTicketLost     Code = "ticket.lost"      // the code is not with this session
	CodeTicketNotFound Code = "ticket.not-found" //
	CodeTicketForm     Code = "ticket.form"      // the user name does not fit the form of file
	CodeTicketWaits    Code = "ticket.waits"     // nothing was shown or taken yet
	CodeDraftNotFound  Code = "draft.not-found"  //
	CodeActNotFound    Code = "act.not-found"    //
	CodeActNotOpen     Code = "act.not-open"     // the act cannot be continued or undone any more
)

// Codes of rotations and of lifetimes.
const (
	CodeRotationNotFound Code = "rotation.not-found" //
	CodeRotationOpen     Code = "rotation.open"      // the user: a rotation of it has not ended
	CodeRotationMoved    Code = "rotation.moved"     // somebody else works on it, or its state does not allow the act
	CodeRotationFull     Code = "rotation.full"      // the key that is in the way
	CodeRotationSpare    Code = "rotation.spare"     // the key that was to go, and is in use or may be
	CodeRotationInactive Code = "rotation.inactive"  // the key, which nothing can sign with
	CodeRotationNewGone  Code = "rotation.new-gone"  // the new key, which is inactive or no longer there
	CodeRotationGrace    Code = "rotation.grace"     // when the old key may be deleted
	CodeRotationClaimed  Code = "rotation.claimed"   // the new key, which was received just now
	CodeRotationUnmade   Code = "rotation.unmade"    // it has begun, and its new key is not made yet
	CodeDate             Code = "date"               // not a date as 2026-01-31
	CodeDatePast         Code = "date.past"
)

// Codes of the settings of Keyporter itself.
const (
	CodeAddress      Code = "address"       // not one as https://keys.example.com
	CodeSettingFixed Code = "setting.fixed" // the option of the start that decides it
)

// Codes of signing in and of operators.
const (
	CodeSignInWrong       Code = "sign-in.wrong"
	CodeSignInLimited     Code = "sign-in.limited" // minutes
	CodeSignInBusy        Code = "sign-in.busy"
	CodeLinkGone          Code = "link.gone"
	CodeOperatorName      Code = "operator.name"
	CodeOperatorTaken     Code = "operator.taken"     // the name
	CodeOperatorNotFound  Code = "operator.not-found" // the name
	CodeOperatorRole      Code = "operator.role"      // the role
	CodeOperatorLast      Code = "operator.last"      // the name: the last enabled admin
	CodeOperatorSelf      Code = "operator.self"      // nobody changes themselves
	CodePasswordShort     Code = "password.short"     // the least length
	CodePasswordLong      Code = "password.long"      // the greatest length
	CodePasswordWrong     Code = "password.wrong"     // the present password
	CodePasswordUnmatched Code = "password.unmatched" // the two entries differ
	CodePasswordSame      Code = "password.same"
	CodeProof             Code = "proof"               // the act needs a fresh proof of who is there
	CodeSecondStep        Code = "sign-in.second"      // the password is right; the second factor is waited for
	CodeSecondGone        Code = "sign-in.second-gone" // nobody's second factor is waited for, or no longer
	CodeFactorWrong       Code = "factor.wrong"        // not a code that counts, or it has counted before
	CodeFactorDraft       Code = "factor.draft"        // the QR code is too old
	CodePasskeyWrong      Code = "passkey.wrong"       // what the browser sent for an authenticator does not hold
	CodePasskeyCopied     Code = "passkey.copied"      // its counter did not grow: there may be two of it
	CodePasskeyPlace      Code = "passkey.place"       // browsers cannot use passkeys at this address
	CodePasskeysFull      Code = "passkeys.full"       // the limit
	CodeFactorNone        Code = "factor.none"         // there is none to remove, or none to have codes for
	CodePasswordCommon    Code = "password.common"
	CodeSessionNotFound   Code = "session.not-found"
)

// Codes of scopes, of what is protected, and of one's own IAM user.
const (
	CodeScopeLong    Code = "scope.long"    // the limit
	CodeScopePath    Code = "scope.path"    // it would be the whole account
	CodeScopeTag     Code = "scope.tag"     // not key=value
	CodeScopeUser    Code = "scope.user"    // the user
	CodeScopeGroup   Code = "scope.group"   // the group
	CodeScopeMember  Code = "scope.member"  // the group, a member who is not in the scope
	CodeScopeAfter   Code = "scope.after"   // the user or group, as it would be
	CodeScopeUnread  Code = "scope.unread"  // the user or group: not read yet
	CodeProtected    Code = "protected"     // the user, group or policy
	CodeProtectedOwn Code = "protected.own" // the user, group or policy of Keyporter's own identity
	CodeOwnUser      Code = "own-user"      // the operator's own user, or what it has
	CodeOwnNone      Code = "own-user.none" // no user is linked, or it is gone
)

// Codes of the guard rails.
const (
	CodeRailsUser       Code = "rails.user"        // the user: neither under a managed path nor adopted
	CodeRailsGroup      Code = "rails.group"       // the group
	CodeRailsMember     Code = "rails.member"      // the group, a member who is not managed
	CodeRailsAfter      Code = "rails.after"       // the user, as it would be; the managed paths
	CodeRailsBoundary   Code = "rails.boundary"    // the policy that bounds every new user
	CodeRailsNoBoundary Code = "rails.no-boundary" // none is chosen
	CodeRailsUnbound    Code = "rails.unbound"     // the user, whose boundary stays
	CodeRailsStronger   Code = "rails.stronger"    // the user, who may do more than the operator may give
	CodeRailsMode       Code = "rails.mode"
	CodeRailsPath       Code = "rails.path"   // what was typed
	CodeSafeNot         Code = "safe.not"     // the policy: not in the safe set
	CodeSafeChanged     Code = "safe.changed" // the policy: it is no longer what was looked at
	CodeAdoptedNot      Code = "adopted.not"  // the user or group
)

// Codes of files that an account was saved in.
const (
	CodeSavedEmpty    Code = "saved.empty"    //
	CodeSavedEncoding Code = "saved.encoding" // not UTF-8
	CodeSavedSyntax   Code = "saved.syntax"   // the character that is no JSON
	CodeSavedEnd      Code = "saved.end"      // it ends within a value
	CodeSavedMore     Code = "saved.more"     // it goes on behind its value
	CodeSavedType     Code = "saved.type"     // the field, JSON's name for what it holds and for what it must hold
	CodeSavedMissing  Code = "saved.missing"  // the field
	CodeSavedTwice    Code = "saved.twice"    // the field, the value
	CodeSavedARN      Code = "saved.arn"      // the field, the value: no ARN, or one without an account
	CodeSavedAccount  Code = "saved.account"  // nothing tells the number of the account
	CodeSavedForeign  Code = "saved.foreign"  // the field, the ARN, the account of the others
)

// Codes of buckets and of who reaches them.
const (
	CodeBucketNotFound  Code = "bucket.not-found"  // the name
	CodeAccessUnread    Code = "access.unread"     // no bucket was read yet
	CodeSubjectNotFound Code = "subject.not-found" // what was typed
	CodeWhatIfPolicy    Code = "what-if.policy"    // what was typed: no document of it was read
	CodeWhatIfNotHeld   Code = "what-if.not-held"  // the policy
	CodeWhatIfBoundary  Code = "what-if.boundary"  // a group has none
	CodeWhatIfDocument  Code = "what-if.document"  // line, column
)

// Codes of reminders.
const (
	CodeNoticeTest    Code = "notice.test"     // what the server said
	CodeNoticeChannel Code = "notice.channel"  // nothing of this kind is set up
	CodeNoticeNotOpen Code = "notice.not-open" // it was not given up, or is not there
)

// Codes of tables that are imported, and of their rows.
const (
	CodeSheetHead     Code = "sheet.head"     // there is no first line with heads
	CodeSheetRows     Code = "sheet.rows"     // the limit
	CodeSheetName     Code = "sheet.name"     // no column of user names
	CodeSheetTwice    Code = "sheet.twice"    // the head that is there twice
	CodeSheetEmpty    Code = "sheet.empty"    // heads and no rows
	CodeRowQuotes     Code = "row.quotes"     // a quote that does not end, or stands within a cell
	CodeRowLetters    Code = "row.letters"    // bytes that are no letters, or NUL
	CodeRowEmpty      Code = "row.empty"      // nothing is in it
	CodeRowCells      Code = "row.cells"      // how many cells, how many heads
	CodeRowTwice      Code = "row.twice"      // the line that has the same user
	CodeRowTag        Code = "row.tag"        // not key=value
	CodePolicyTwice   Code = "policy.twice"   // the name, which several policies have
	CodeImportNothing Code = "import.nothing" // no row can be carried out
	CodeImportSession Code = "import.session" // nobody is there to hand secrets to
	CodeResultsNone   Code = "results.none"   // nothing is left to hand over to this session
	CodeResultsOpen   Code = "results.open"   // the job is at work
)

// Codes of signing in at an OpenID Connect provider: one for each check.
const (
	CodeOIDCOff       Code = "oidc.off"       // none is set up
	CodeOIDCAway      Code = "oidc.away"      // the provider's host
	CodeOIDCState     Code = "oidc.state"     // the answer belongs to no sign-in that this browser began and has not ended
	CodeOIDCRefused   Code = "oidc.refused"   // the provider's code
	CodeOIDCCode      Code = "oidc.code"      // there is none
	CodeOIDCExchange  Code = "oidc.exchange"  // the provider's code: it took ours for wrong
	CodeOIDCAnswer    Code = "oidc.answer"    // no JSON, or without a token
	CodeOIDCSignature Code = "oidc.signature" //
	CodeOIDCIssuer    Code = "oidc.issuer"    //
	CodeOIDCAudience  Code = "oidc.audience"  //
	CodeOIDCExpired   Code = "oidc.expired"   //
	CodeOIDCNonce     Code = "oidc.nonce"     //
	CodeOIDCSubject   Code = "oidc.subject"   //
	CodeOIDCOld       Code = "oidc.old"       // the person did not sign in anew
	CodeOIDCNoRole    Code = "oidc.no-role"   // how the provider calls the person
	CodeOIDCDisabled  Code = "oidc.disabled"  // the operator
	CodeOIDCTaken     Code = "oidc.taken"     // the identity is another operator's
	CodeOIDCSession   Code = "oidc.session"   // another session has begun it
	CodeOIDCKeep      Code = "oidc.keep"      // the identity is the operator's only way in
)
