package model

// FoundPlaces are where people find a contact, a number or a company that no
// list brought. Anything else is said in words: they are what is kept, so that
// the retrospective reads as it was meant.
var FoundPlaces = []string{FoundOnCall, "company website", "LinkedIn", "directory", "referral", "trade press"}

// FoundOnCall is the place of what somebody said while he was spoken with.
const FoundOnCall = "said on the call"
