package intake

import "strings"

// Field is what a column of a list means to Ripen, as in --map FIELD=HEADER.
type Field string

// The fields of a row. A second column for a phone or an e-mail is phone_2,
// email_2 and so on.
const (
	Company     Field = "company"
	Website     Field = "website"
	FullName    Field = "name"
	FirstName   Field = "first_name"
	LastName    Field = "last_name"
	Salutation  Field = "salutation"
	Title       Field = "title"
	Phone       Field = "phone"
	Email       Field = "email"
	Street      Field = "street"
	City        Field = "city"
	State       Field = "state"
	Zip         Field = "zip"
	Country     Field = "country"
	Industry    Field = "industry"
	NAICS       Field = "naics"
	SIC         Field = "sic"
	Revenue     Field = "revenue"
	Employees   Field = "employees"
	Locations   Field = "locations"
	Source      Field = "source"
	Notes       Field = "notes"
	TimeZone    Field = "time_zone"
	Received    Field = "received_at"
	Account     Field = "account_id" // groups people where no company is named
	DoNotCall   Field = "do_not_call"
	DoNotEmail  Field = "do_not_email"
	DoNotMail   Field = "do_not_mail"
	EmailFailed Field = "email_bounced"
)

// Fields in the order in which a mapping is shown.
var Fields = []Field{Company, Website, Account, Salutation, FullName, FirstName, LastName, Title, Phone, Email,
	Street, City, State, Zip, Country, Industry, NAICS, SIC, Revenue, Employees, Locations,
	Source, Notes, TimeZone, Received, DoNotCall, DoNotEmail, DoNotMail, EmailFailed}

// many are the fields that may stand in several columns.
var many = map[Field]bool{Phone: true, Email: true}

// known gives the plain English names, and the labels and API names of
// Salesforce, of each field; all folded by foldHeader. The earlier name of a
// field is the better one: where two columns claim a field, it wins.
var known = map[Field][]string{
	Company:     {"company", "companyname", "account", "accountname", "organization", "organisation", "organizationname", "employer", "business", "businessname", "firm", "companyaccount"},
	Website:     {"website", "web", "url", "companywebsite", "websiteurl", "homepage", "site", "companydomain", "companydomainname", "domain", "webpage"},
	FullName:    {"name", "fullname", "contactname", "displayname", "contact", "person", "personname", "leadname"},
	FirstName:   {"firstname", "first", "givenname", "forename", "fname"},
	LastName:    {"lastname", "last", "surname", "familyname", "lname"},
	Salutation:  {"salutation", "prefix", "courtesytitle", "honorific"},
	Title:       {"jobtitle", "title", "position", "jobposition", "designation", "role"},
	Phone:       {"directphone", "directphonenumber", "phone", "phone1", "phonenumber", "businessphone", "workphone", "telephone", "tel", "workdirectphone", "companyphone", "mainphone", "mobile", "mobilephone", "mobilephonenumber", "cell", "cellphone", "phone2", "otherphone", "phone3", "businessphone2"},
	Email:       {"email", "emailaddress", "email1", "workemail", "businessemail", "primaryemail", "emailid", "mail", "email2", "email2address", "secondaryemail", "email3address", "personalemail", "email3"},
	Street:      {"mailingstreet", "street", "address", "address1", "streetaddress", "addressline1", "businessstreet", "mailingaddress1", "businessaddress", "billingstreet"},
	City:        {"mailingcity", "city", "town", "businesscity", "billingcity", "personcity"},
	State:       {"mailingstate", "mailingstateprovince", "state", "stateprovince", "province", "region", "businessstate", "stateregion", "billingstate"},
	Zip:         {"mailingpostalcode", "mailingzippostalcode", "zip", "zipcode", "zippostalcode", "postalcode", "postcode", "businesspostalcode", "billingpostalcode"},
	Country:     {"mailingcountry", "country", "countryregion", "businesscountryregion", "businesscountry", "billingcountry", "countryname"},
	Industry:    {"industry", "primaryindustry", "sector"},
	NAICS:       {"naics", "naicscode", "naics1", "primarynaicscode", "naicscodes"},
	SIC:         {"sic", "siccode", "sic1", "primarysiccode", "siccodes"},
	Revenue:     {"revenue", "annualrevenue", "companyrevenue", "sales", "annualsales"},
	Employees:   {"employees", "noofemployees", "numberofemployees", "employeecount", "headcount", "companysize", "numemployees"},
	Locations:   {"locations", "numberoflocations", "sites", "nooflocations"},
	Source:      {"leadsource", "source", "originalsource"},
	Notes:       {"notes", "description", "comments", "note", "remarks"},
	TimeZone:    {"timezone", "tz"},
	Received:    {"receivedat", "received", "inquirydate", "submittedat"},
	Account:     {"accountid"},
	DoNotCall:   {"donotcall"},
	DoNotEmail:  {"hasoptedoutofemail", "emailoptout", "donotemail", "unsubscribed", "optedout", "emailoptedout"},
	DoNotMail:   {"donotmail"},
	EmailFailed: {"isemailbounced", "emailbounced"},
}

// foldHeader keeps the letters and digits of a header, lower-cased: "E-mail
// Address" and "email_address" are one.
func foldHeader(h string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(h) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
