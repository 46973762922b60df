package policy

// LintCode says what a remark is about: one of these, or a Code of Check.
type LintCode string

// About the document ("Version" and "Sid", IAM JSON policy elements reference;
// "IAM and AWS STS quotas", IAM User Guide).
const (
	LintNoVersion         LintCode = "no-version"         // Version is absent, so the older language is meant
	LintOldVersion        LintCode = "version-2008"       // Version is the older one
	LintTooLarge          LintCode = "too-large"          // larger than any quota for this use; Args: characters without white space, the quota
	LintLarge             LintCode = "large"              // larger than some quota; Args: characters, that quota, what it is for: user, group or default
	LintRepeatedStatement LintCode = "repeated-statement" // a statement says what an earlier one says; Args: the number of that, from 1
)

// About actions ("Action" and "NotAction", IAM JSON policy elements reference;
// "Actions, resources, and condition keys", Service Authorization Reference).
const (
	LintUnknownAction  LintCode = "unknown-action"   // a service has no such action; Args: action, the nearest that it has
	LintNoSuchActions  LintCode = "no-such-actions"  // no action begins or ends so; Args: pattern
	LintUnknownService LintCode = "unknown-service"  // no such service prefix is known; Args: prefix, the nearest
	LintRepeatedAction LintCode = "repeated-action"  // an action stands twice; Args: action
	LintCoveredAction  LintCode = "covered-action"   // an action lies within another; Args: action, the other
	LintTrustAction    LintCode = "trust-action"     // a trust policy about another action than STS's; Args: action
	LintAllowNotAction LintCode = "allow-not-action" // Allow with NotAction allows all that will ever be but these
)

// About resources ("Resource" and "NotResource", IAM JSON policy elements
// reference; "Resource types", Service Authorization Reference).
const (
	LintActionElsewhere   LintCode = "action-elsewhere"    // none of the resources is of a type that the action is about; Args: action, the ARN patterns of its types
	LintActionNeedsStar   LintCode = "action-needs-star"   // an action without resource types among ARNs; Args: action
	LintResourceUnused    LintCode = "resource-unused"     // no action of the statement is about such a resource; Args: resource
	LintBucketCase        LintCode = "bucket-case"         // a bucket's name has upper-case letters; Args: resource
	LintAccountForm       LintCode = "account-form"        // an account id has not twelve digits; Args: account, resource
	LintRepeatedResource  LintCode = "repeated-resource"   // a resource stands twice; Args: resource
	LintCoveredResource   LintCode = "covered-resource"    // a resource lies within another; Args: resource, the other
	LintAllowNotResource  LintCode = "allow-not-resource"  // Allow with NotResource allows on all that will ever be but these
	LintAllowNotPrincipal LintCode = "allow-not-principal" // Allow with NotPrincipal allows everybody else, anonymous callers too
	LintPublic            LintCode = "public"              // everybody is allowed, without a condition
)

// About conditions ("Condition operators", "Set operators" and "AWS global
// condition context keys", IAM User Guide).
const (
	LintKeyForm          LintCode = "key-form"           // a condition key without a service before it; Args: key
	LintUnknownKey       LintCode = "unknown-key"        // there is no such key; Args: key, the nearest
	LintKeyElsewhere     LintCode = "key-elsewhere"      // no action of the statement has the key; Args: key
	LintKeyRepeated      LintCode = "key-repeated"       // a key stands twice under one operator, in another case; Args: key
	LintOperatorType     LintCode = "operator-type"      // the operator compares other values than the key has; Args: operator, key, the key's type
	LintNeedsSetOperator LintCode = "needs-set-operator" // a key with several values without a set operator; Args: operator, key
	LintForAllSingle     LintCode = "for-all-single"     // ForAllValues with a key of one value; Args: operator, key
	LintForAnySingle     LintCode = "for-any-single"     // ForAnyValue with a key of one value; Args: operator, key
	LintForAllAbsent     LintCode = "for-all-absent"     // ForAllValues in an Allow holds where the key is absent; Args: operator, key
	LintNullQuantified   LintCode = "null-quantified"    // Null with a set operator; Args: operator, key
	LintNotAbsent        LintCode = "not-absent"         // a negated operator in an Allow holds where the key is absent; Args: operator, key
	LintIfExistsAllow    LintCode = "if-exists-allow"    // IfExists in an Allow holds where the key is absent; Args: operator, key
	LintMFAAbsent        LintCode = "mfa-absent"         // a Deny without MFA that long-term access keys escape; Args: operator, key
	LintNoValues         LintCode = "no-values"          // a condition without values; Args: key
	LintRepeatedValue    LintCode = "repeated-value"     // a value stands twice; Args: value, key
)

// About the values of conditions (the section of each operator in "Condition
// operators", IAM User Guide).
const (
	LintValueNumber  LintCode = "value-number"     // no number; Args: value, operator
	LintValueBool    LintCode = "value-bool"       // neither true nor false; Args: value, operator
	LintValueIP      LintCode = "value-ip"         // no address and no range; Args: value, operator
	LintValueBinary  LintCode = "value-binary"     // not base-64; Args: value, operator
	LintValueARN     LintCode = "value-arn"        // has not the six parts of an ARN; Args: value, operator
	LintRangeBits    LintCode = "range-bits"       // an address beyond its range's bits; Args: value, the range meant
	LintPrivateIP    LintCode = "private-address"  // aws:SourceIp is a public address, this is not; Args: value
	LintWildcardText LintCode = "wildcard-literal" // * or ? where it is plain text; Args: value, operator, the operator that is meant
)

// About policy variables ("Variables and tags", IAM JSON policy elements
// reference).
const (
	LintVariableOpen    LintCode = "variable-open"    // ${ without }; Args: value
	LintVariableEmpty   LintCode = "variable-empty"   // nothing between the braces; Args: value
	LintVariableSpace   LintCode = "variable-space"   // white space within the name; Args: variable
	LintVariableDefault LintCode = "variable-default" // a default that is not in single quotes; Args: variable
	LintVariable2008    LintCode = "variable-2008"    // plain text in a document of the older version; Args: variable
	LintVariablePlace   LintCode = "variable-place"   // where variables are plain text; Args: variable, the element or operator
	LintVariableUnknown LintCode = "variable-unknown" // there is no such key; Args: variable, the nearest key
	LintVariableMany    LintCode = "variable-many"    // a key with several values is no variable; Args: variable
)

// About what is granted ("Security best practices in IAM" and "Grant permissions
// to pass a role to a service", IAM User Guide).
const (
	LintFullAccess  LintCode = "full-access"   // everything is allowed everywhere
	LintGrantsIAM   LintCode = "grants-iam"    // all of IAM is allowed, which is as much
	LintServiceFull LintCode = "service-full"  // all of a service is allowed everywhere; Args: pattern
	LintPassAnyRole LintCode = "pass-any-role" // every role can be passed to every service
)

// Ways in which what is granted lets its holder get more ("Security best
// practices in IAM"; the pages of the actions in the IAM API Reference). Args:
// the actions that make it.
const (
	LintEscalatePolicy      LintCode = "escalate-policy"      // by another version of a policy
	LintEscalateAttach      LintCode = "escalate-attach"      // by giving oneself a policy
	LintEscalateCredentials LintCode = "escalate-credentials" // by making credentials of others
	LintEscalateGroup       LintCode = "escalate-group"       // by joining a group
	LintEscalateTrust       LintCode = "escalate-trust"       // by opening a role to oneself
	LintEscalateRole        LintCode = "escalate-role"        // by running code with a role
	LintEscalateCode        LintCode = "escalate-code"        // by changing code that runs with a role
	LintEscalateBoundary    LintCode = "escalate-boundary"    // by taking away a permissions boundary
)

// LintCodes lists the codes of Lint beside those of Check, in the order of their
// declaration.
func LintCodes() []LintCode {
	return []LintCode{
		LintNoVersion, LintOldVersion, LintTooLarge, LintLarge, LintRepeatedStatement,
		LintUnknownAction, LintNoSuchActions, LintUnknownService, LintRepeatedAction, LintCoveredAction, LintTrustAction, LintAllowNotAction,
		LintActionElsewhere, LintActionNeedsStar, LintResourceUnused, LintBucketCase, LintAccountForm, LintRepeatedResource,
		LintCoveredResource, LintAllowNotResource, LintAllowNotPrincipal, LintPublic,
		LintKeyForm, LintUnknownKey, LintKeyElsewhere, LintKeyRepeated, LintOperatorType, LintNeedsSetOperator, LintForAllSingle,
		LintForAnySingle, LintForAllAbsent, LintNullQuantified, LintNotAbsent, LintIfExistsAllow, LintMFAAbsent, LintNoValues, LintRepeatedValue,
		LintValueNumber, LintValueBool, LintValueIP, LintValueBinary, LintValueARN, LintRangeBits, LintPrivateIP, LintWildcardText,
		LintVariableOpen, LintVariableEmpty, LintVariableSpace, LintVariableDefault, LintVariable2008, LintVariablePlace,
		LintVariableUnknown, LintVariableMany,
		LintFullAccess, LintGrantsIAM, LintServiceFull, LintPassAnyRole,
		LintEscalatePolicy, LintEscalateAttach, LintEscalateCredentials, LintEscalateGroup, LintEscalateTrust, LintEscalateRole,
		LintEscalateCode, LintEscalateBoundary,
	}
}
