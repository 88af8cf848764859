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
	Suffix      Field = "suffix"
	Title       Field = "title"
	Phone       Field = "phone"
	Extension   Field = "extension" // of the first phone, in a column of its own
	Email       Field = "email"
	Profile     Field = "profile" // a person's page, as LinkedIn's
	Street      Field = "street"
	Street2     Field = "street_2"
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
	Account     Field = "account_id"     // groups people where no company is named
	DoNotReach  Field = "do_not_contact" // by any channel
	DoNotCall   Field = "do_not_call"
	DoNotEmail  Field = "do_not_email"
	DoNotMail   Field = "do_not_mail"
	EmailFailed Field = "email_bounced"
	EmailStatus Field = "email_status" // what a vendor says of the address: Verified, Bounced, Unsubscribed
)

// Fields in the order in which a mapping is shown, and in which columns are
// given away: a header that two fields know goes to the earlier.
var Fields = []Field{Company, Website, Account, Salutation, FullName, FirstName, LastName, Suffix, Title, Phone, Extension, Email, Profile,
	Street, Street2, City, State, Zip, Country, Industry, NAICS, SIC, Revenue, Employees, Locations,
	Source, Notes, TimeZone, Received, DoNotReach, DoNotCall, DoNotEmail, DoNotMail, EmailFailed, EmailStatus}

// many are the fields that may stand in several columns: whatever forbids a
// channel counts, in however many columns it is said.
var many = map[Field]bool{Phone: true, Email: true, DoNotReach: true, DoNotCall: true, DoNotEmail: true, DoNotMail: true, EmailFailed: true}

// tiers gives the names of each field, folded by foldHeader, the best first.
// Between two names of one tier nothing but a person can choose; a name of an
// earlier tier is plainly the better one.
var tiers = map[Field][]string{
	Company: {"company companyname account accountname organization organisation organizationname organisationname employer business businessname firm firmname companyaccount companyaccountname associatedcompany primarycompany currentcompany firma firmenname unternehmen gesellschaft societe société entreprise raisonsociale empresa compañia compañía razonsocial azienda bedrijf",
		"companynameforemails organization1name legalname legalcompanyname corporation agency"},
	Website: {"website websiteurl companywebsite companyurl companywebsiteurl homepage webpage internet internetadresse siteweb sitioweb", "companydomain companydomainname domain emaildomain domainname", "web site url webaddress"},
	FullName: {"name fullname contactname personname displayname leadname prospectname nombrecompleto nomcomplet vollständigername ansprechpartner",
		"contact person attendee attendeename prospect"},
	FirstName:  {"firstname first givenname forename fname contactfirstname personfirstname vorname prenom prénom nombre voornaam nome"},
	LastName:   {"lastname last surname familyname lname contactlastname personlastname nachname familienname nom nomdefamille apellido apellidos achternaam cognome"},
	Salutation: {"salutation prefix courtesytitle honorific nameprefix anrede civilite civilité"},
	Suffix:     {"suffix namesuffix"},
	Title:      {"jobtitle contacttitle persontitle", "title position jobposition designation currenttitle occupation funktion fonction poste cargo puesto berufsbezeichnung", "role jobrole jobfunction organization1title"},
	Phone: {"directphone directphonenumber directdial directline workdirectphone contactdirectphone", "phone phone1 phonenumber telephone telephonenumber tel telno telnumber tel1 contactphone contactphonenumber personphone telefon telefonnummer telefono teléfono tel phone1value fon rufnummer",
		"businessphone businessphonenumber workphone workphonenumber officephone officephonenumber", "mobile mobilephone mobilephonenumber mobilenumber contactmobilephone cell cellphone cellphonenumber cellular handy mobil portable movil móvil",
		"phone2 businessphone2 phone2value telephone2 tel2 companyphone companyphonenumber mainphone mainphonenumber mainline companyhqphone hqphone corporatephone switchboard companymainphone", "otherphone phone3 phone4 phone3value phone4value altphone alternatephone secondaryphone", "homephone homephonenumber homephone2"},
	Extension: {"extension ext phoneextension phoneext"},
	Email: {"email emailaddress email1 workemail workemailaddress businessemail businessemailaddress primaryemail emailid mail mailaddress emailaddress1 email1address email1value contactemail contactemailaddress correo correoelectronico correoelectrónico courriel emailadresse",
		"email2 email2address email2value secondaryemail emailaddress2 otheremail alternateemail", "email3 email3address email3value emailaddress3 personalemail personalemailaddress homeemail supplementalemail"},
	Profile: {"linkedin linkedinurl linkedinprofile linkedinprofileurl personlinkedinurl linkedincontactprofileurl contactlinkedinurl personlinkedin linkedincontacturl profileurl"},
	Street: {"mailingstreet mailingaddress mailingaddress1 mailingaddressline1", "street street1 streetaddress streetaddress1 address address1 addressline1 addressline postaladdress straße strasse anschrift adresse adresse1 direccion dirección calle indirizzo rue", "businessstreet businessaddress workaddress workstreet officeaddress companyaddress companystreet companystreetaddress companyaddress1 hqaddress hqstreet address1formatted address1street personstreet",
		"billingstreet billingaddress", "shippingstreet shippingaddress"},
	Street2: {"address2 addressline2 street2 streetaddress2 mailingaddress2 mailingaddressline2 companyaddress2 businessstreet2 suite unit"},
	City:    {"mailingcity", "city town citytown ort stadt ville ciudad plaats locality", "businesscity workcity companycity officecity hqcity personcity address1city", "billingcity", "shippingcity"},
	State: {"mailingstate mailingstateprovince", "state stateprovince stateregion stateorprovince province region bundesland provincia", "businessstate workstate companystate companystateregion officestate hqstate personstate address1region",
		"billingstate billingstateprovince", "shippingstate shippingstateprovince"},
	Zip: {"mailingpostalcode mailingzippostalcode mailingzip", "zip zipcode zippostalcode zippostcode postalcode postcode plz postleitzahl codepostal codigopostal códigopostal cap", "businesspostalcode businesszip workpostalcode workzipcode companyzip companyzipcode companypostalcode companyzippostalcode hqzip hqpostalcode personzipcode address1postalcode",
		"billingpostalcode billingzippostalcode billingzip", "shippingpostalcode shippingzippostalcode shippingzip"},
	Country:  {"mailingcountry", "country countryregion countryname countrycode land pays pais país nation", "businesscountryregion businesscountry workcountry companycountry companycountryregion hqcountry personcountry address1country", "billingcountry", "shippingcountry"},
	Industry: {"industry primaryindustry sector industryname companyindustry branche secteur sector industria", "industrysector subindustry primarysubindustry"},
	NAICS:    {"naics naicscode naics1 naicscode1 primarynaics primarynaicscode naicscodes"},
	SIC:      {"sic siccode sic1 siccode1 primarysic primarysiccode siccodes sic4 siccode4"},
	Revenue:  {"revenue annualrevenue companyrevenue companyannualrevenue totalrevenue revenueamount umsatz jahresumsatz chiffredaffaires", "sales annualsales salesvolume turnover annualturnover revenuerange companyrevenuerange"},
	Employees: {"employees noofemployees numberofemployees numemployees employeecount companyemployeecount companynumberofemployees mitarbeiter mitarbeiterzahl anzahlmitarbeiter effectif empleados totalemployees", "headcount companysize companyheadcount staff",
		"employeerange employeesrange numberofemployeesrange employeesize"},
	Locations:  {"locations numberoflocations nooflocations numlocations sites numberofsites nosites"},
	Source:     {"leadsource source originalsource personsource prospectsource", "channel utmsource"},
	Notes:      {"notes note comments comment remarks description bemerkung bemerkungen notizen commentaires notas"},
	TimeZone:   {"timezone tz contacttimezone prospecttimezone"},
	Received:   {"receivedat received inquirydate enquirydate submittedat submitted submissiondate formsubmitted dateofinquiry datereceived inquiryreceived requestdate"},
	Account:    {"accountid"},
	DoNotReach: {"donotcontact dontcontact nocontact optedoutofall optedoutofallcommunication globaloptout globallyoptedout donotcontactlist"},
	DoNotCall:  {"donotcall donotcontactbyphone donotphone phoneoptout optoutcall calloptout nocall nophone dnc optedoutofcall optedoutofcalls callsoptedout calloptedout dnclist dncstatus donotcallflag donotcalllist"},
	DoNotEmail: {"hasoptedoutofemail emailoptout emailoptedout donotemail unsubscribed unsubscribedfromallemail optedout optout optedoutofemail isunsubscribed emailunsubscribed nomail noemail globalunsubscribe emailsoptedout unsubscribedat unsubscribe emailsoptout marketingoptout marketingemailoptout hsemailoptout",
		"optedoutdate optedoutat optedouton optoutdate emailoptoutdate unsubscribeddate unsubscribedate unsubscribedon dateunsubscribed optoutreason emailoptoutreason unsubscribereason"},
	DoNotMail:   {"donotmail nopost nodirectmail directmailoptout mailoptout donotpost nopostalmail"},
	EmailFailed: {"isemailbounced emailbounced bounced emailhardbounced emailbounceddate hardbounced emailbouncedreason invalidemailaddress invalidemail bouncing hardbounce emailhardbouncereason bouncereason bounceddate"},
	EmailStatus: {"emailstatus emailvalidationstatus emailverification emaildeliverability emailverificationstatus emailconfidence"},
}

// consents are columns that say yes to being contacted: a no in them is a
// refusal.
var consents = map[Field]string{
	DoNotReach: "consent gdprconsent consenttocontact contactconsent maycontact oktocontact permissiontocontact",
	DoNotCall:  "calloptin phoneoptin consenttocall phoneconsent callconsent maycall oktocall cancall allowcalls callpermission telephoneconsent",
	DoNotEmail: "emailoptin optin optedin emailoptedin consenttoemail emailconsent mayemail subscribed newsletteroptin oktoemail canemail allowemail emailpermission marketingconsent marketingoptin emailmarketingconsent acceptsmarketing",
	DoNotMail:  "mailoptin consenttomail maymail postoptin oktomail mailconsent postalconsent",
}

// foldHeader keeps the letters and digits of a header, lower-cased: "E-mail
// Address" and "email_address" are one; so are "Annual Revenue (USD)" and
// "Annual Revenue".
func foldHeader(h string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(h) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 {
			b.WriteRune(r)
		}
	}
	s := b.String()
	for _, unit := range []string{"inusd", "ineur", "ingbp", "usd", "eur", "gbp"} {
		if t, ok := strings.CutSuffix(s, unit); ok && len(t) > 4 {
			return t
		}
	}
	return s
}

// inThousands says that a header counts in thousands: "Revenue (in 000s USD)".
// The rest is the header without that.
func inThousands(folded string) (rest string, yes bool) {
	for _, w := range []string{"in000s", "in000", "inthousands", "000s", "inthousand", "ink", "000"} {
		if t, ok := strings.CutSuffix(folded, w); ok && t != "" {
			return t, true
		}
	}
	return folded, false
}
