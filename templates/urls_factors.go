package templates

// Second factors, and fresh proofs.

func SecondStepURL(next string) string   { return query("/sign-in/second-step", "next", next) }
func StepUpURL(next string) string       { return query("/step-up", "next", next) }
func FactorsURL() string                 { return "/me/second-factor" }
func FactorsSavedURL(what string) string { return query(FactorsURL(), "saved", what) }
func AppURL() string                     { return FactorsURL() + "/app" }
func AppConfirmURL() string              { return AppURL() + "/confirm" }
func AppRemoveURL() string               { return AppURL() + "/remove" }
func RecoveryCodesURL() string           { return FactorsURL() + "/recovery" }
func RecoveryCodesFileURL() string       { return RecoveryCodesURL() + "/file" }
func PasskeysURL() string                { return FactorsURL() + "/passkeys" }
func NewPasskeyURL() string              { return PasskeysURL() + "/~new" }
func PasskeyRemoveURL(id string) string  { return PasskeysURL() + "/" + seg(id) + "/remove" }
