package iam

import "maps"

// Feature is a part of the IAM API that a page shows and that some servers do
// not have, or that Keyporter's own credentials may not open.
type Feature string

// The features. Each stands or falls with one call: Action.
const (
	FeatureIdentity           Feature = "identity"
	FeatureDetails            Feature = "details"
	FeatureGroups             Feature = "groups"
	FeatureRoles              Feature = "roles"
	FeaturePolicies           Feature = "policies" // managed ones
	FeatureVersions           Feature = "versions"
	FeatureUsage              Feature = "usage" // who a managed policy is attached to
	FeatureInline             Feature = "inline"
	FeatureBoundaries         Feature = "boundaries"
	FeatureTags               Feature = "tags"
	FeatureRename             Feature = "rename"
	FeatureKeyUse             Feature = "key-use"
	FeatureLogin              Feature = "login"
	FeaturePasswordPolicy     Feature = "password-policy"
	FeatureAlias              Feature = "alias"
	FeatureMFA                Feature = "mfa"
	FeatureSSHKeys            Feature = "ssh-keys"
	FeatureCertificates       Feature = "certificates"
	FeatureServiceCredentials Feature = "service-credentials"
	FeatureSummary            Feature = "summary"
	FeatureReport             Feature = "report"
)

// featureActions names the call by which a feature is known to be there: the
// read that shows it, where there is one, else the change.
var featureActions = map[Feature]string{
	FeatureIdentity:           "GetCallerIdentity",
	FeatureDetails:            "GetAccountAuthorizationDetails",
	FeatureGroups:             "ListGroups",
	FeaturePolicies:           "ListPolicies",
	FeatureRoles:              "ListRoles",
	FeatureVersions:           "ListPolicyVersions",
	FeatureUsage:              "ListEntitiesForPolicy",
	FeatureInline:             "ListUserPolicies",
	FeatureBoundaries:         "PutUserPermissionsBoundary",
	FeatureTags:               "ListUserTags",
	FeatureRename:             "UpdateUser",
	FeatureKeyUse:             "GetAccessKeyLastUsed",
	FeatureLogin:              "GetLoginProfile",
	FeaturePasswordPolicy:     "GetAccountPasswordPolicy",
	FeatureAlias:              "ListAccountAliases",
	FeatureMFA:                "ListMFADevices",
	FeatureSSHKeys:            "ListSSHPublicKeys",
	FeatureCertificates:       "ListSigningCertificates",
	FeatureServiceCredentials: "ListServiceSpecificCredentials",
	FeatureSummary:            "GetAccountSummary",
	FeatureReport:             "GetCredentialReport",
}

// Action is the call by which the feature is known to be there.
func (f Feature) Action() string { return featureActions[f] }

// Features returns every feature with its Action.
func Features() map[Feature]string { return maps.Clone(featureActions) }

// Offer is what is known of a feature at one server.
type Offer int

// What can be known. Only NotOffered and NotAllowed are reasons to leave a part
// of a page out.
const (
	OfferUnknown Offer = iota // nobody has asked, or there was no answer
	Offered
	NotOffered // the server does not have the call
	NotAllowed // Keyporter's own credentials may not make it
)

// Offers is what is known of a server. Nil knows nothing. It is never changed:
// With returns another.
type Offers map[Feature]Offer

// Lacks reports whether the feature is known not to be had. What is unknown is
// tried.
func (o Offers) Lacks(f Feature) bool { return o[f] == NotOffered || o[f] == NotAllowed }

// With returns the offers with another word on one feature, which a page had
// from asking about the one thing that it shows. OfferUnknown changes nothing.
func (o Offers) With(f Feature, is Offer) Offers {
	if is == OfferUnknown || o[f] == is {
		return o
	}
	other := maps.Clone(o)
	if other == nil {
		other = Offers{}
	}
	other[f] = is
	return other
}
