package intake

import "strings"

// vendor is what one program's export looks like. Headers are parted by bars.
type vendor struct {
	name   string
	marks  string // headers that tell the export; need of them must be there
	need   int
	fields map[Field]string // the headers of each field, the best first
	others string           // headers that fill no field, known all the same
	// thousands says that revenue is counted in thousands of dollars.
	thousands bool
}

// vendors in the order in which they are tried: those with the most particular
// headers first.
var vendors = []vendor{
	{name: "Salesforce", need: 2, marks: "AccountId|MailingStreet|SystemModstamp|OwnerId|IsDeleted|LeadSource|HasOptedOutOfEmail|MasterRecordId|IsConverted|CreatedById|NumberOfEmployees|AnnualRevenue|MobilePhone",
		fields: map[Field]string{Company: "Company|Account.Name", Account: "AccountId", FullName: "Name", FirstName: "FirstName", LastName: "LastName", Title: "Title",
			Phone: "Phone|MobilePhone|OtherPhone|HomePhone", Email: "Email", Website: "Website|Account.Website",
			Street: "MailingStreet|Street|OtherStreet", City: "MailingCity|City|OtherCity", State: "MailingState|State|OtherState",
			Zip: "MailingPostalCode|PostalCode|OtherPostalCode", Country: "MailingCountry|Country|OtherCountry",
			Industry: "Industry|Account.Industry", Revenue: "AnnualRevenue|Account.AnnualRevenue", Employees: "NumberOfEmployees|Account.NumberOfEmployees",
			Source: "LeadSource", Notes: "Description", DoNotCall: "DoNotCall", DoNotEmail: "HasOptedOutOfEmail", EmailFailed: "IsEmailBounced|EmailBouncedDate|EmailBouncedReason"},
		others: "Id|IsDeleted|MasterRecordId|OtherAddress|MailingAddress|MailingLatitude|Fax|AssistantPhone|ReportsToId|Department|AssistantName|Birthdate|OwnerId|HasOptedOutOfFax|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|LastActivityDate|PhotoUrl|Jigsaw|JigsawContactId|IndividualId|Status|Rating"},
	{name: "Salesforce report", need: 3, marks: "Account Name|Account Owner|Lead Owner|Contact Owner|Mailing Street|Mailing State/Province|Mailing Zip/Postal Code|Company / Account|Lead Source|Email Opt Out|Contact ID|Account ID|Lead Status|Last Activity|State/Province|Zip/Postal Code",
		fields: map[Field]string{Company: "Company / Account|Account Name|Company", Account: "Account ID", FullName: "Full Name|Name|Contact Name", FirstName: "First Name", LastName: "Last Name",
			Title: "Title", Phone: "Phone|Mobile|Mobile Phone|Other Phone|Home Phone", Email: "Email", Website: "Website",
			Street: "Mailing Street|Mailing Address Line 1|Street|Billing Street", City: "Mailing City|City|Billing City", State: "Mailing State/Province|State/Province|Billing State/Province",
			Zip: "Mailing Zip/Postal Code|Zip/Postal Code|Billing Zip/Postal Code", Country: "Mailing Country|Country|Billing Country",
			Industry: "Industry", Revenue: "Annual Revenue", Employees: "No. of Employees|Employees", Source: "Lead Source", Notes: "Description", SIC: "SIC Code",
			NAICS: "NAICS Code", DoNotCall: "Do Not Call", DoNotEmail: "Email Opt Out", EmailFailed: "Email Bounced Reason|Email Bounced Date"},
		others: "Account Owner|Lead Owner|Contact Owner|Contact ID|Lead ID|Lead Status|Last Activity|Created Date|Rating|Department|Fax|Opportunity Name|Stage|Type"},
	{name: "HubSpot", need: 2, marks: "Record ID|Lifecycle Stage|Associated Company|Contact owner|HubSpot Score|Associated Company IDs|Create Date|Marketing contact status|Unsubscribed from all email",
		fields: map[Field]string{Company: "Associated Company|Company Name|Company name|Company", FirstName: "First Name", LastName: "Last Name", Title: "Job Title",
			Phone: "Phone Number|Mobile Phone Number", Email: "Email|Work email", Website: "Website URL|Company Domain Name", Street: "Street Address", City: "City", State: "State/Region",
			Zip: "Postal Code", Country: "Country/Region", Industry: "Industry", Revenue: "Annual Revenue", Employees: "Number of Employees|Company size", Source: "Original Source|Lead Source",
			TimeZone: "Time Zone", DoNotEmail: "Unsubscribed from all email|Opted out of all email", EmailFailed: "Email hard bounce reason|Invalid email address", Profile: "LinkedIn URL|LinkedIn Bio"},
		others: "Record ID|Lifecycle Stage|Contact owner|HubSpot Score|Create Date|Lead Status|Marketing contact status|Last Activity Date|Associated Company IDs|Number of Sessions|Last Modified Date"},
	{name: "ZoomInfo", need: 3, thousands: true, marks: "ZoomInfo Contact ID|ZoomInfo Company ID|Company HQ Phone|Direct Phone Number|Management Level|Revenue (in 000s USD)|Revenue (in 000s)|Contact Accuracy Score|ZoomInfo Contact Profile URL|Job Function|Primary Sub-Industry|Person Street|Company Street Address",
		fields: map[Field]string{Company: "Company Name", FullName: "Full Name", FirstName: "First Name", LastName: "Last Name", Salutation: "Salutation", Suffix: "Suffix", Title: "Job Title",
			Phone: "Direct Phone Number|Mobile phone|Mobile Phone|Company HQ Phone", Email: "Email Address|Supplemental Email", Website: "Website|Company Website",
			Street: "Company Street Address|Person Street", City: "Company City|Person City", State: "Company State|Person State", Zip: "Company Zip Code|Person Zip Code", Country: "Company Country|Country",
			Industry: "Primary Industry|Industry", Revenue: "Revenue (in 000s USD)|Revenue (in 000s)|Revenue", Employees: "Employees|Employee Count", SIC: "SIC Code 1|Primary SIC|SIC Codes|SIC Code", NAICS: "NAICS Code 1|Primary NAICS|NAICS Codes|NAICS Code",
			Locations: "Number of Locations", Profile: "LinkedIn Contact Profile URL"},
		others: "ZoomInfo Contact ID|ZoomInfo Company ID|Management Level|Contact Accuracy Score|ZoomInfo Contact Profile URL|ZoomInfo Company Profile URL|Job Function|Middle Name|Department|Fax|Ownership Type|Founded Year|Revenue Range (in USD)|Employee Range|Notice Provided Date|LinkedIn Company Profile URL|Facebook Company Profile URL|Twitter Company Profile URL|Ticker|Primary Sub-Industry"},
	{name: "Apollo", need: 3, marks: "Company Name for Emails|Person Linkedin Url|Company Linkedin Url|Work Direct Phone|Corporate Phone|# Employees|Email Confidence|Apollo Contact Id|Apollo Account Id|Primary Email Source",
		fields: map[Field]string{Company: "Company|Company Name|Company Name for Emails", FirstName: "First Name", LastName: "Last Name", Title: "Title",
			Phone: "Work Direct Phone|First Phone|Mobile Phone|Corporate Phone|Company Phone|Other Phone|Home Phone", Email: "Email|Secondary Email|Tertiary Email", Website: "Website",
			Street: "Company Address", City: "City|Company City", State: "State|Company State", Country: "Country|Company Country", Industry: "Industry", Revenue: "Annual Revenue", Employees: "# Employees",
			Profile: "Person Linkedin Url", EmailStatus: "Email Status", Locations: "Number of Retail Locations", DoNotCall: "Do Not Call", EmailFailed: "Email Bounced"},
		others: "Email Confidence|Seniority|Departments|Contact Owner|Stage|Lists|Last Contacted|Account Owner|Keywords|Company Linkedin Url|Facebook Url|Twitter Url|SEO Description|Technologies|Total Funding|Latest Funding|Latest Funding Amount|Last Raised At|Email Sent|Email Open|Replied|Demoed|Apollo Contact Id|Apollo Account Id|Primary Email Source|Catch-all Status"},
	{name: "LinkedIn", need: 3, marks: "URL|Position|Connected On",
		fields: map[Field]string{Company: "Company", FirstName: "First Name", LastName: "Last Name", Title: "Position", Email: "Email Address", Profile: "URL"},
		others: "Connected On"},
	{name: "Zoho", need: 2, marks: "Record Id|Lead Owner Id|Lead Owner.id|Contact Owner Id|Contact Owner.id|Skype ID|Created Time|Modified Time|Last Activity Time|Lead Conversion Time|Average Time Spent (Minutes)|Days Visited",
		fields: map[Field]string{Company: "Company|Account Name", FullName: "Full Name|Lead Name|Contact Name", FirstName: "First Name", LastName: "Last Name", Salutation: "Salutation", Title: "Designation|Title",
			Phone: "Phone|Mobile|Other Phone|Home Phone", Email: "Email|Secondary Email", Website: "Website", Street: "Mailing Street|Street", City: "Mailing City|City", State: "Mailing State|State", Zip: "Mailing Zip|Zip Code", Country: "Mailing Country|Country",
			Industry: "Industry", Revenue: "Annual Revenue", Employees: "No. of Employees", Source: "Lead Source", Notes: "Description", DoNotEmail: "Email Opt Out"},
		others: "Record Id|Lead Owner|Lead Owner Id|Contact Owner|Contact Owner Id|Lead Status|Rating|Fax|Skype ID|Twitter|Created By|Modified By|Created Time|Modified Time|Last Activity Time|Tag|Layout|Lead Conversion Time|Department|Assistant"},
	{name: "Outreach", need: 3, marks: "Prospect ID|Persona|Opted Out|Calls Opted Out|Emails Opted Out|Call Opted Out|Email Opted Out|Work Phones|Mobile Phones|Touched At|Engaged Score|Prospect Owner",
		fields: map[Field]string{Company: "Account Name|Company", FirstName: "First Name", LastName: "Last Name", FullName: "Name", Title: "Title",
			Phone: "Work Phones|Work Phone|Mobile Phones|Mobile Phone|Other Phones|Home Phones", Email: "Email|Emails|Work Email", Website: "Website URL|Website URL 1|Website|Company Website",
			Street: "Address Street|Street", City: "Address City|City", State: "Address State|State", Zip: "Address Zip|Zip", Country: "Address Country|Country", Industry: "Company Industry", Employees: "Company Size", Source: "Source",
			TimeZone: "Time Zone", DoNotCall: "Calls Opted Out|Call Opted Out", DoNotEmail: "Emails Opted Out|Email Opted Out", DoNotReach: "Opted Out", Profile: "LinkedIn URL|LinkedIn"},
		others: "Prospect ID|Stage|Persona|Touched At|Engaged Score|Owner|Prospect Owner|Tags|Last Contacted|Sequence Name|Created At|Updated At"},
	{name: "Salesloft", need: 3, marks: "Person Stage|Person Company Name|Person Company Website|Person Company Industry|Do Not Contact|Owner Email Address|Cadence Count|Last Contacted Date|Cadences|Import Name|Personal Website|Secondary Email Address",
		fields: map[Field]string{Company: "Person Company Name|Company Name|Company|Account Name", FirstName: "First Name", LastName: "Last Name", Title: "Title|Job Title",
			Phone: "Phone|Mobile Phone|Home Phone", Extension: "Phone Extension", Email: "Email Address|Secondary Email Address|Personal Email Address", Website: "Person Company Website|Company Website", City: "Work City|City", State: "Work State|State", Country: "Work Country|Country",
			Industry: "Person Company Industry|Industry", TimeZone: "Time Zone|Locale", DoNotReach: "Do Not Contact", Profile: "LinkedIn URL", EmailFailed: "Bounced|Bouncing"},
		others: "Person Stage|Owner|Owner Email Address|Cadence Count|Cadences|Last Contacted Date|Import Name|Personal Website|Tags|Created|Updated|Twitter Handle|Person ID"},
	{name: "Google Contacts", need: 2, marks: "E-mail 1 - Value|Phone 1 - Value|Organization 1 - Name|Organization Name|Group Membership|Labels|E-mail 1 - Label|Phone 1 - Label|Organization 1 - Title|E-mail 1 - Type|Phonetic First Name|Home Address|Business Address",
		fields: map[Field]string{Company: "Organization 1 - Name|Organization Name|Company", FullName: "Name|File As", FirstName: "First Name|Given Name", LastName: "Last Name|Family Name", Salutation: "Name Prefix", Suffix: "Name Suffix", Title: "Organization 1 - Title|Organization Title|Job Title",
			Phone: "Phone 1 - Value|Phone 2 - Value|Phone 3 - Value|Phone 4 - Value|Business Phone|Business Phone 2|Mobile Phone|Other Phone|Home Phone|Home Phone 2", Email: "E-mail 1 - Value|E-mail 2 - Value|E-mail 3 - Value|E-mail Address|E-mail 2 Address|E-mail 3 Address", Website: "Website 1 - Value",
			Street: "Address 1 - Street|Address 1 - Formatted|Business Address", City: "Address 1 - City", State: "Address 1 - Region", Zip: "Address 1 - Postal Code", Country: "Address 1 - Country", Notes: "Notes"},
		others: "Action|ID|Group Membership|Labels|E-mail 1 - Type|E-mail 1 - Label|E-mail 2 - Type|E-mail 2 - Label|Phone 1 - Type|Phone 1 - Label|Phone 2 - Type|Phone 2 - Label|Nickname|Birthday|Additional Name|Middle Name|Yomi Name|Phonetic First Name|Phonetic Middle Name|Phonetic Last Name|Photo|Organization 1 - Type|Organization Department|Pager|Home Fax|Home Address|Business Fax|Other Fax|Other Address"},
	{name: "Outlook", need: 3, marks: "Business Street|Business City|Business State|Business Postal Code|Business Country/Region|E-mail Address|E-mail Type|E-mail Display Name|Company Main Phone|Business Phone|Home Street|Billing Information|Office Location",
		fields: map[Field]string{Company: "Company", FirstName: "First Name", LastName: "Last Name", Salutation: "Title", Suffix: "Suffix", Title: "Job Title",
			Phone: "Business Phone|Business Phone 2|Mobile Phone|Primary Phone|Company Main Phone|Other Phone|Home Phone|Home Phone 2", Email: "E-mail Address|E-mail 2 Address|E-mail 3 Address", Website: "Web Page",
			Street: "Business Street|Business Address", Street2: "Business Street 2", City: "Business City", State: "Business State", Zip: "Business Postal Code", Country: "Business Country/Region|Business Country", Notes: "Notes"},
		others: "Middle Name|Department|Home Street|Home City|Home State|Home Postal Code|Home Country/Region|Other Street|Other City|Other State|Other Postal Code|Other Country/Region|Assistant's Phone|Business Fax|Callback|Car Phone|Home Fax|ISDN|Other Fax|Pager|Radio Phone|TTY/TDD Phone|Telex|Account|Anniversary|Assistant's Name|Billing Information|Birthday|Categories|Children|E-mail Type|E-mail Display Name|E-mail 2 Type|Gender|Hobby|Initials|Keywords|Language|Location|Manager's Name|Mileage|Office Location|Priority|Private|Profession|Referred By|Sensitivity|Spouse|User 1|User 2"},
	{name: "Thunderbird", need: 2, marks: "Display Name|Primary Email|Secondary Email|Screen Name|Fax Number|Pager Number|Web Page 1|Work ZipCode",
		fields: map[Field]string{Company: "Organization", FullName: "Display Name", FirstName: "First Name", LastName: "Last Name", Title: "Job Title", Phone: "Work Phone|Mobile Number|Home Phone", Email: "Primary Email|Secondary Email",
			Website: "Web Page 2|Web Page 1", Street: "Work Address", Street2: "Work Address 2", City: "Work City", State: "Work State", Zip: "Work ZipCode", Country: "Work Country", Notes: "Notes"},
		others: "Nickname|Screen Name|Fax Number|Pager Number|Home Address|Home Address 2|Home City|Home State|Home ZipCode|Home Country|Department|Birth Year|Birth Month|Birth Day|Custom 1|Custom 2|Custom 3|Custom 4"},
}

// spoken is a header as people see it: the names of an API have a stroke where
// a label has a blank.
func spoken(header string) string { return strings.TrimSpace(strings.ReplaceAll(header, "_", " ")) }

// vendorOf is the vendor whose export has these headers: the one whose marks
// are there most beyond what it needs; nil where no vendor has enough of them.
func vendorOf(header []string) *vendor {
	has := make(map[string]bool, len(header))
	for _, h := range header {
		has[strings.ToLower(spoken(h))] = true
	}
	var best *vendor
	most := 0.0
	for i := range vendors {
		v := &vendors[i]
		n, own := 0, 0
		for mark := range strings.SplitSeq(v.marks, "|") {
			if !has[strings.ToLower(mark)] {
				continue
			}
			n++
			if !sharedMark(v, mark) {
				own++
			}
		}
		// Many headers that others have as well prove less than a few of its own.
		if weight := float64(n+own) / float64(v.need); n >= v.need && weight > most {
			best, most = v, weight
		}
	}
	return best
}

// sharedMark says that another vendor's export has that header too.
func sharedMark(v *vendor, mark string) bool {
	for i := range vendors {
		if o := &vendors[i]; o != v && o.claims(mark) {
			return true
		}
	}
	return false
}
