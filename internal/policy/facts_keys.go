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
	always     bool // every request has it
}

// globalKeys are those of "AWS global condition context keys" (IAM User Guide),
// with the cross-service keys of that page. A name that ends in a slash goes on
// with the key of a tag.
var globalKeys = [...]globalKey{
	// The principal.
	{"aws:PrincipalArn", kindARN, true},
	{"aws:PrincipalAccount", kindString, true},
	{"aws:PrincipalOrgPaths", arrayOf + kindString, false},
	{"aws:PrincipalOrgID", kindString, false},
	{"aws:PrincipalTag/", kindString, false},
	{"aws:PrincipalIsAWSService", kindBool, true},
	{"aws:PrincipalServiceName", kindString, false},
	{"aws:PrincipalServiceNamesList", arrayOf + kindString, false},
	{"aws:PrincipalType", kindString, true},
	{"aws:userid", kindString, true},
	{"aws:username", kindString, false},
	// Its session.
	{"aws:AssumedRoot", kindBool, false},
	{"aws:FederatedProvider", kindString, false},
	{"aws:TokenIssueTime", kindDate, false},
	{"aws:MultiFactorAuthAge", kindNumeric, false},
	{"aws:MultiFactorAuthPresent", kindBool, false},
	{"aws:ChatbotSourceArn", kindARN, false},
	{"aws:Ec2InstanceSourceVpc", kindString, false},
	{"aws:Ec2InstanceSourcePrivateIPv4", kindIP, false},
	{"aws:SourceIdentity", kindString, false},
	{"aws:SignInSessionArn", kindARN, false},
	{"ec2:RoleDelivery", kindNumeric, false},
	{"ec2:SourceInstanceArn", kindARN, false},
	{"glue:RoleAssumedBy", kindString, false},
	{"glue:CredentialIssuingService", kindString, false},
	{"codebuild:BuildArn", kindARN, false},
	{"codebuild:ProjectArn", kindARN, false},
	{"lambda:SourceFunctionArn", kindARN, false},
	{"ssm:SourceInstanceArn", kindARN, false},
	{"identitystore:UserId", kindString, false},
	{"cognito-identity.amazonaws.com:amr", arrayOf + kindString, false}, // the reference calls it single, the guide and its examples do not
	// The network.
	{"aws:SourceIp", kindIP, false},
	{"aws:SourceVpc", kindString, false},
	{"aws:SourceVpcArn", kindARN, false},
	{"aws:SourceVpce", kindString, false},
	{"aws:VpceAccount", kindString, false},
	{"aws:VpceOrgID", kindString, false},
	{"aws:VpceOrgPaths", arrayOf + kindString, false},
	{"aws:VpcSourceIp", kindIP, false},
	// The resource.
	{"aws:ResourceAccount", kindString, false},
	{"aws:ResourceOrgID", kindString, false},
	{"aws:ResourceOrgPaths", arrayOf + kindString, false},
	{"aws:ResourceTag/", kindString, false},
	// The request.
	{"aws:CalledVia", arrayOf + kindString, false},
	{"aws:CalledViaFirst", kindString, false},
	{"aws:CalledViaLast", kindString, false},
	{"aws:CalledViaAWSMCP", kindString, false},
	{"aws:ViaAWSMCPService", kindBool, false},
	{"aws:ViaAWSService", kindBool, true},
	{"aws:CurrentTime", kindDate, true},
	{"aws:EpochTime", kindDate, true},
	{"aws:referer", kindString, false},
	{"aws:RequestedRegion", kindString, true},
	{"aws:RequestTag/", kindString, false},
	{"aws:TagKeys", arrayOf + kindString, false},
	{"aws:SecureTransport", kindBool, true},
	{"aws:SourceAccount", kindString, false},
	{"aws:SourceArn", kindARN, false},
	{"aws:SourceOrgID", kindString, false},
	{"aws:SourceOrgPaths", arrayOf + kindString, false},
	{"aws:UserAgent", kindString, true},
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
