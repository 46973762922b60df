package templates

// Requests for approval.

func RequestsURL() string                 { return "/requests" }
func RequestsBeforeURL(id string) string  { return query(RequestsURL(), "before", id) }
func RequestURL(id string) string         { return RequestsURL() + "/" + seg(id) }
func RequestApproveURL(id string) string  { return RequestURL(id) + "/approve" }
func RequestRefuseURL(id string) string   { return RequestURL(id) + "/refuse" }
func RequestWithdrawURL(id string) string { return RequestURL(id) + "/withdraw" }
