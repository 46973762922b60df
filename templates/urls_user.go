package templates

import "keyporter/internal/iam"

// What is changed of one user or group beside its policies, members and
// credentials.

func UserRenameURL(n iam.UserName) string   { return UserURL(n) + "/rename" }
func UserBoundaryURL(n iam.UserName) string { return UserURL(n) + "/boundary" }
func UserCopyURL(n iam.UserName) string     { return UserURL(n) + "/copy" }
func DraftCopyURL(id string) string         { return "/drafts/" + seg(id) + "/copy" }
func DraftBoundaryURL(id string) string     { return "/drafts/" + seg(id) + "/boundary" }
func UserTagsURL(n iam.UserName) string     { return UserURL(n) + "/tags" }
func GroupRenameURL(n iam.GroupName) string { return GroupURL(n) + "/rename" }
