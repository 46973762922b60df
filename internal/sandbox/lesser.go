package sandbox

import (
	"context"
	"errors"
	"net/http"

	"keyporter/internal/store"
)

// Lack is a way in which a server says that it does not have a call.
type Lack string

// The ways, with the servers at which each was seen.
const (
	LackInvalidAction  Lack = "400 InvalidAction"    // AWS, MiniStack, Gopherstack
	LackNotImplemented Lack = "501 NotImplemented"   // SeaweedFS
	LackMethod         Lack = "405 MethodNotAllowed" // Ceph RGW, versitygw
	LackParameter      Lack = "400 MissingParameter" // MinIO
	LackPage           Lack = "500 as a page"        // moto
	LackUnavailable    Lack = "503"                  // SeaweedFS, for STS
)

// Lesser makes the endpoint one of the servers that speak the IAM API and are
// less than AWS: it has users, groups, the account's own policies without
// versions, inline policies and access keys. It gives neither ids, paths, dates
// nor ARNs of users and groups; its policies belong to no account, its
// documents come back unescaped and written otherwise, its lists have one page,
// a deleted user takes everything along, and what it refuses before it looks at
// the call it refuses as S3 does. The zero value says that it lacks a call in
// the way of each.
type Lesser struct {
	Lack Lack // of every call that it does not have; "" differs from call to call
}

// lesserActions are the calls of such a server.
var lesserActions = map[string]bool{
	"CreateUser": true, "GetUser": true, "ListUsers": true, "UpdateUser": true, "DeleteUser": true,
	"CreateGroup": true, "GetGroup": true, "ListGroups": true, "DeleteGroup": true, "UpdateGroup": true,
	"AddUserToGroup": true, "RemoveUserFromGroup": true, "ListGroupsForUser": true,
	"CreatePolicy": true, "GetPolicy": true, "ListPolicies": true, "DeletePolicy": true, "GetPolicyVersion": true,
	"AttachUserPolicy": true, "DetachUserPolicy": true, "ListAttachedUserPolicies": true,
	"AttachGroupPolicy": true, "DetachGroupPolicy": true, "ListAttachedGroupPolicies": true,
	"PutUserPolicy": true, "GetUserPolicy": true, "ListUserPolicies": true, "DeleteUserPolicy": true,
	"PutGroupPolicy": true, "GetGroupPolicy": true, "ListGroupPolicies": true, "DeleteGroupPolicy": true,
	"CreateAccessKey": true, "ListAccessKeys": true, "UpdateAccessKey": true, "DeleteAccessKey": true,
}

// lesserLacks are the calls that are not lacked as SeaweedFS lacks them.
var lesserLacks = map[string]Lack{
	"GetCallerIdentity": LackUnavailable,
	"GetLoginProfile":   LackMethod, "CreateLoginProfile": LackMethod, "UpdateLoginProfile": LackMethod, "DeleteLoginProfile": LackMethod,
	"ListMFADevices": LackParameter, "GetAccessKeyLastUsed": LackParameter,
	"ListSSHPublicKeys": LackPage, "ListSigningCertificates": LackPage, "ListServiceSpecificCredentials": LackPage,
	"GetCredentialReport": LackInvalidAction, "GenerateCredentialReport": LackInvalidAction, "GetAccountSummary": LackInvalidAction,
}

// refuse answers a call that the server does not have; nil for one that it has,
// and everywhere but at a lesser server.
func (l *Lesser) refuse(action, version string) error {
	if l == nil || lesserActions[action] {
		return nil
	}
	lack := l.Lack
	if lack == "" {
		if lack = lesserLacks[action]; lack == "" {
			lack = LackNotImplemented
		}
	}
	f := failure{asS3: true}
	switch lack {
	case LackInvalidAction:
		return invalidAction(action, version)
	case LackParameter:
		return fail(http.StatusBadRequest, "MissingParameter", "A required parameter for the specified action is not supplied.")
	case LackMethod:
		f.status, f.code, f.message = http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource."
	case LackPage:
		f.status, f.page = http.StatusInternalServerError, "<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n"
	case LackUnavailable:
		f.status, f.code, f.message = http.StatusServiceUnavailable, "ServiceUnavailable", "Please reduce your request rate."
	default:
		f.status, f.code, f.message = http.StatusNotImplemented, "NotImplemented", "A header you provided implies functionality that is not implemented."
	}
	return &f
}

// early makes a refusal that comes before the call is looked at one of S3.
func (l *Lesser) early(err error) error {
	var known *failure
	if l == nil || !errors.As(err, &known) || known.status != http.StatusForbidden {
		return err
	}
	plain := *known
	plain.asS3 = true
	if plain.code == "InvalidClientTokenId" {
		plain.code = "InvalidAccessKeyId"
	}
	return &plain
}

// takeAlong removes all that a user has, as a lesser server does with a user
// that is deleted. The inline policies are the user's own document.
func (c *call) takeAlong(ctx context.Context, user held) error {
	if _, err := c.in.Delete(ctx, kindLogin, user.row.Name); err != nil {
		return err
	}
	for _, b := range append(belongings(), belonging{link: linkUserPolicy}, belonging{link: linkMember}) {
		targets, err := c.in.Targets(ctx, b.link, user.row.Name)
		if err != nil {
			return err
		}
		for _, target := range targets {
			if b.kind != "" && b.kind != kindMFA { // a device stays, without a user
				if _, err := c.in.Delete(ctx, b.kind, target); err != nil {
					return err
				}
			}
			if _, err := c.in.Unlink(ctx, store.EntityLink{Kind: b.link, Source: user.row.Name, Target: target}); err != nil {
				return err
			}
		}
	}
	return nil
}
