package porter

import "keyporter/internal/desk"

// needs is the one table of which capability each act needs. An act that is not
// in it nobody may carry out.
var needs = map[desk.Verb]desk.Can{
	desk.UserCreate: desk.CanUsers, desk.UserDelete: desk.CanUsers, desk.UserTag: desk.CanUsers, desk.UserTags: desk.CanUsers,
	desk.UserUntag: desk.CanUsers, desk.UserRename: desk.CanUsers, desk.UserImport: desk.CanUsers,
	desk.GroupCreate: desk.CanUsers, desk.GroupDelete: desk.CanUsers, desk.GroupRename: desk.CanUsers,
	desk.ConsoleEnable: desk.CanUsers, desk.ConsoleReset: desk.CanUsers, desk.ConsoleRemove: desk.CanUsers, desk.ConsoleChange: desk.CanUsers,
	desk.MFADeactivate: desk.CanUsers, desk.MFADelete: desk.CanUsers, desk.SSHKeyDelete: desk.CanUsers,
	desk.CertificateDelete: desk.CanUsers, desk.ServiceCredDelete: desk.CanUsers,
	desk.PlanUndo: desk.CanUsers, desk.PlanContinue: desk.CanUsers,

	desk.UserAttach: desk.CanGrant, desk.UserDetach: desk.CanGrant, desk.UserJoin: desk.CanGrant, desk.UserLeave: desk.CanGrant,
	desk.GroupAttach: desk.CanGrant, desk.GroupDetach: desk.CanGrant, desk.GroupAdd: desk.CanGrant, desk.GroupRemove: desk.CanGrant,
	desk.UserCopy: desk.CanGrant, desk.BulkJoin: desk.CanGrant,

	desk.KeyCreate: desk.CanKeys, desk.KeyActivate: desk.CanKeys, desk.KeyDeactivate: desk.CanKeys, desk.KeyDelete: desk.CanKeys,
	desk.KeyAccept: desk.CanKeys, desk.LifetimeSet: desk.CanKeys,
	desk.RotationStart: desk.CanKeys, desk.RotationStop: desk.CanKeys, desk.RotationUndo: desk.CanKeys,
	desk.RotationCancel: desk.CanKeys, desk.RotationDelete: desk.CanKeys, desk.RotationRetry: desk.CanKeys,
	desk.BulkKeysOff: desk.CanKeys, desk.BulkKeysDelete: desk.CanKeys, desk.BulkRotate: desk.CanKeys,

	desk.BulkTag: desk.CanUsers, desk.BulkImport: desk.CanUsers, desk.JobCancel: desk.CanUsers, desk.JobRetry: desk.CanUsers,
	desk.ResultsTake: desk.CanUsers, desk.ResultsDone: desk.CanUsers, desk.ResultsLost: desk.CanUsers,

	desk.TicketOpen: desk.CanOwn, desk.TicketDownload: desk.CanOwn, desk.TicketDone: desk.CanOwn, desk.TicketLost: desk.CanOwn,

	desk.PolicyCreate: desk.CanPolicies, desk.PolicyVersionCreate: desk.CanPolicies, desk.PolicyVersionSet: desk.CanPolicies,
	desk.PolicyVersionDelete: desk.CanPolicies, desk.PolicyDelete: desk.CanPolicies,
	desk.UserInlinePut: desk.CanPolicies, desk.UserInlineDelete: desk.CanPolicies,
	desk.GroupInlinePut: desk.CanPolicies, desk.GroupInlineDelete: desk.CanPolicies,
	desk.BoundarySet: desk.CanPolicies, desk.BoundaryOff: desk.CanPolicies,
	desk.MFARequire: desk.CanPolicies, desk.MFARequireGroup: desk.CanPolicies,

	desk.AliasSet: desk.CanSettings, desk.AliasDelete: desk.CanSettings, desk.PasswordPolicySet: desk.CanSettings,
	desk.PasswordPolicyDelete: desk.CanSettings, desk.KeyRuleSet: desk.CanSettings, desk.DemoRemove: desk.CanSettings,
	desk.GuardSet: desk.CanSettings, desk.SafePin: desk.CanSettings, desk.SafeRemove: desk.CanSettings, desk.UserAdopt: desk.CanSettings, desk.UserDisown: desk.CanSettings, desk.GroupAdopt: desk.CanSettings, desk.GroupDisown: desk.CanSettings,
	desk.GeneralSet: desk.CanSettings, desk.ThresholdsSet: desk.CanSettings, desk.SignInSet: desk.CanSettings,
	desk.NoticeOn: desk.CanSettings, desk.NoticeOff: desk.CanSettings, desk.NoticeTry: desk.CanSettings, desk.NoticeRetry: desk.CanSettings,
}
