package policy

import "strings"

// The types of condition keys, as the Service Authorization Reference calls
// them; keys that may have several values have arrayOf before it.
const (
	kindString  = "String"
	kindNumeric = "Numeric"
	kindDate    = "Date"
	kindBool    = "Bool"
	kindARN     = "ARN"
	kindIP      = "IPAddress"
	arrayOf     = "ArrayOf"
)

// globalKey is a condition key that requests to any service may have.
type globalKey struct {
	name, kind string
	presence   presence
}

// presence says which requests have a key ("Availability" on that page).
type presence byte

const (
	sometimes presence = iota
	signed             // all but anonymous ones
	always
)

// globalKeys are those of "AWS global condition context keys" (IAM User Guide),
// with the cross-service keys of that page. A name that ends in a slash goes on
// with the key of a tag.
var globalKeys = [...]globalKey{
	// The principal.
	{"aws:PrincipalArn", kindARN, signed},
	{"aws:PrincipalAccount", kindString, signed},
	{"aws:PrincipalOrgPaths", arrayOf + kindString, sometimes},
	{"aws:PrincipalOrgID", kindString, sometimes},
	{"aws:PrincipalTag/", kindString, sometimes},
	{"aws:PrincipalIsAWSService", kindBool, signed},
	{"aws:PrincipalServiceName", kindString, sometimes},
	{"aws:PrincipalServiceNamesList", arrayOf + kindString, sometimes},
	{"aws:PrincipalType", kindString, always},
	{"aws:userid", kindString, signed},
	{"aws:username", kindString, sometimes},
	// Its session.
	{"aws:AssumedRoot", kindBool, sometimes},
	{"aws:FederatedProvider", kindString, sometimes},
	{"aws:TokenIssueTime", kindDate, sometimes},
	{"aws:MultiFactorAuthAge", kindNumeric, sometimes},
	{"aws:MultiFactorAuthPresent", kindBool, sometimes},
	{"aws:ChatbotSourceArn", kindARN, sometimes},
	{"aws:Ec2InstanceSourceVpc", kindString, sometimes},
	{"aws:Ec2InstanceSourcePrivateIPv4", kindIP, sometimes},
	{"aws:SourceIdentity", kindString, sometimes},
	{"aws:SignInSessionArn", kindARN, sometimes},
	{"ec2:RoleDelivery", kindNumeric, sometimes},
	{"ec2:SourceInstanceArn", kindARN, sometimes},
	{"glue:RoleAssumedBy", kindString, sometimes},
	{"glue:CredentialIssuingService", kindString, sometimes},
	{"codebuild:BuildArn", kindARN, sometimes},
	{"codebuild:ProjectArn", kindARN, sometimes},
	{"lambda:SourceFunctionArn", kindARN, sometimes},
	{"ssm:SourceInstanceArn", kindARN, sometimes},
	{"identitystore:UserId", kindString, sometimes},
	{"cognito-identity.amazonaws.com:amr", arrayOf + kindString, sometimes}, // the reference calls it single, the guide and its examples do not
	// The network.
	{"aws:SourceIp", kindIP, sometimes},
	{"aws:SourceVpc", kindString, sometimes},
	{"aws:SourceVpcArn", kindARN, sometimes},
	{"aws:SourceVpce", kindString, sometimes},
	{"aws:VpceAccount", kindString, sometimes},
	{"aws:VpceOrgID", kindString, sometimes},
	{"aws:VpceOrgPaths", arrayOf + kindString, sometimes},
	{"aws:VpcSourceIp", kindIP, sometimes},
	// The resource.
	{"aws:ResourceAccount", kindString, sometimes},
	{"aws:ResourceOrgID", kindString, sometimes},
	{"aws:ResourceOrgPaths", arrayOf + kindString, sometimes},
	{"aws:ResourceTag/", kindString, sometimes},
	// The request.
	{"aws:CalledVia", arrayOf + kindString, sometimes},
	{"aws:CalledViaFirst", kindString, sometimes},
	{"aws:CalledViaLast", kindString, sometimes},
	{"aws:CalledViaAWSMCP", kindString, sometimes},
	{"aws:ViaAWSMCPService", kindBool, sometimes},
	{"aws:ViaAWSService", kindBool, always},
	{"aws:CurrentTime", kindDate, always},
	{"aws:EpochTime", kindDate, always},
	{"aws:referer", kindString, sometimes},
	{"aws:RequestedRegion", kindString, always},
	{"aws:RequestTag/", kindString, sometimes},
	{"aws:TagKeys", arrayOf + kindString, sometimes},
	{"aws:SecureTransport", kindBool, always},
	{"aws:SourceAccount", kindString, sometimes},
	{"aws:SourceArn", kindARN, sometimes},
	{"aws:SourceOrgID", kindString, sometimes},
	{"aws:SourceOrgPaths", arrayOf + kindString, sometimes},
	{"aws:UserAgent", kindString, always},
}

// KeyType returns the type of a condition key (String, Numeric, Date, Bool, ARN,
// IPAddress), and whether it may have several values in one request. known is
// false for keys of other services and for those that do not exist.
func KeyType(key string) (kind string, multivalued, known bool) {
	if g := globalNamed(key); g != nil {
		kind = g.kind
	}
	for i := 0; kind == "" && i < len(serviceFacts); i++ {
		if n := serviceFacts[i].keyNamed(key); n >= 0 {
			kind = serviceFacts[i].keys[n].kind
		}
	}
	kind, multivalued = strings.CutPrefix(kind, arrayOf)
	return kind, multivalued, kind != ""
}

// AlwaysPresent reports whether every request has the condition key, even one
// that nobody signed.
func AlwaysPresent(key string) bool {
	g := globalNamed(key)
	return g != nil && g.presence == always
}

func globalNamed(key string) *globalKey {
	for i := range globalKeys {
		g := &globalKeys[i]
		if strings.EqualFold(g.name, key) && g.name[len(g.name)-1] != '/' || matchKey(g.name, key) {
			return g
		}
	}
	return nil
}

// keyNamed returns the number of a key of the service, -1 where it has none.
func (s *serviceFact) keyNamed(key string) int {
	for i := range s.keys {
		if strings.EqualFold(s.keys[i].name, key) || matchKey(s.keys[i].name, key) {
			return i
		}
	}
	return -1
}

// matchKey compares a key with one that has a part of its own, such as
// s3:ExistingObjectTag/<key>, iam:ResourceTag/${TagKey}, or aws:PrincipalTag/.
func matchKey(name, key string) bool {
	first, last := strings.IndexAny(name, "<$"), strings.LastIndexAny(name, ">}")
	if first < 0 && name[len(name)-1] == '/' {
		first, last = len(name), len(name)-1
	}
	if first < 0 || len(key) <= first+len(name)-1-last {
		return false
	}
	return strings.EqualFold(key[:first], name[:first]) && strings.EqualFold(key[len(key)-(len(name)-1-last):], name[last+1:])
}
