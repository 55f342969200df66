package io.recontact.configuration.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A List or Search operation of resources that this service does not have. It validates its request as the model does,
 * and answers with an empty list, so that tools that read all resources of an instance get to the end.
 *
 * @param member the member of the answer that is the list
 * @param rules the rules of the request's members, by their names on the wire
 */
record EmptyList(String member, Map<String, Rule> rules) {

    private static final String LANGUAGES =
            "ar-AE,de-CH,de-DE,en-AB,en-AU,en-GB,en-IE,en-IN,en-US,en-WL,es-ES,es-US,fr-CA,fr-FR,hi-IN,it-IT,ja-JP,"
                    + "ko-KR,pt-BR,pt-PT,zh-CN,en-NZ,en-ZA,ca-ES,da-DK,fi-FI,id-ID,ms-MY,nl-NL,no-NO,pl-PL,sv-SE,tl-PH";

    private static final String PHONE_NUMBER_TYPES =
            "TOLL_FREE,DID,UIFN,SHARED,THIRD_PARTY_TF,THIRD_PARTY_DID,SHORT_CODE";

    /** The codes of the model are those of ISO 3166, and one that was withdrawn. */
    private static final String COUNTRIES = String.join(",", Locale.getISOCountries()) + ",AN";

    /**
     * The operations, their lists, and the rules of their members: a range of an integer, a range of a length, the
     * values of an enum, a pattern; for a list, the maximum size and the values of its items. An asterisk marks a
     * required member.
     */
    private static final Map<String, EmptyList> BY_OPERATION =
            parse("""
            ListPrompts | PromptSummaryList | maxResults int 1 1000
            ListPhoneNumbers | PhoneNumberSummaryList | maxResults int 1 1000; \
            phoneNumberTypes list 6 {phone-number-types}; phoneNumberCountryCodes list 10 {countries}
            ListTaskTemplates | TaskTemplates | maxResults int 1 100; status enum ACTIVE,INACTIVE; name text 1 100
            ListRules | RuleSummaryList | maxResults int 1 200; publishStatus enum DRAFT,PUBLISHED; \
            eventSourceName enum OnPostCallAnalysisAvailable,OnRealTimeCallAnalysisAvailable,\
            OnRealTimeChatAnalysisAvailable,OnPostChatAnalysisAvailable,OnAfterCallWorkAvailable,\
            OnAfterChatWorkAvailable,OnEmailAnalysisAvailable,OnZendeskTicketCreate,OnZendeskTicketStatusUpdate,\
            OnSalesforceCaseCreate,OnContactEvaluationSubmit,OnMetricDataUpdate,OnCaseCreate,OnCaseUpdate,OnSlaBreach,\
            OnAlertUpdate,OnSchedulePublish,OnScheduleUpdate,OnScheduleTimeOffRequestActivity
            ListIntegrationAssociations | IntegrationAssociationSummaryList | maxResults int 1 100; \
            integrationType enum EVENT,VOICE_ID,PINPOINT_APP,WISDOM_ASSISTANT,WISDOM_KNOWLEDGE_BASE,\
            WISDOM_QUICK_RESPONSES,Q_MESSAGE_TEMPLATES,CASES_DOMAIN,APPLICATION,FILE_SCANNER,SES_IDENTITY,\
            ANALYTICS_CONNECTOR,CALL_TRANSFER_CONNECTOR,COGNITO_USER_POOL,MESSAGE_PROCESSOR
            ListUseCases | UseCaseSummaryList | maxResults int 1 100; IntegrationAssociationId text 1 200
            ListTrafficDistributionGroups | TrafficDistributionGroupSummaryList | maxResults int 1 10
            ListEvaluationForms | EvaluationFormSummaryList | maxResults int 1 100
            ListSecurityKeys | SecurityKeys | maxResults int 1 2
            ListInstanceStorageConfigs | StorageConfigs | maxResults int 1 10; \
            *resourceType enum CHAT_TRANSCRIPTS,CALL_RECORDINGS,SCHEDULED_REPORTS,MEDIA_STREAMS,CONTACT_TRACE_RECORDS,\
            AGENT_EVENTS,REAL_TIME_CONTACT_ANALYSIS_SEGMENTS,ATTACHMENTS,CONTACT_EVALUATIONS,SCREEN_RECORDINGS,\
            REAL_TIME_CONTACT_ANALYSIS_CHAT_SEGMENTS,REAL_TIME_CONTACT_ANALYSIS_VOICE_SEGMENTS,EMAIL_MESSAGES
            ListFlowAssociations | FlowAssociationSummaryList | maxResults int 1 1000; \
            ResourceType enum WHATSAPP_MESSAGING_PHONE_NUMBER,VOICE_PHONE_NUMBER,INBOUND_EMAIL,OUTBOUND_EMAIL,\
            ANALYTICS_CONNECTOR
            ListAnalyticsDataAssociations | Results | maxResults int 1 1000; DataSetId text 1 255
            ListAuthenticationProfiles | AuthenticationProfileSummaryList | maxResults int 1 1000
            ListDataTables | DataTableSummaryList | maxResults int 1 1000
            ListWorkspaces | WorkspaceSummaryList | maxResults int 1 100
            ListPhoneNumbersV2 | ListPhoneNumbersSummaryList | MaxResults int 1 1000; \
            PhoneNumberTypes list 6 {phone-number-types}; PhoneNumberCountryCodes list 10 {countries}; \
            PhoneNumberPrefix pattern \\+?[0-9]{1,11}; TargetArn text 0 2048; InstanceId text 1 100
            ListDefaultVocabularies | DefaultVocabularyList | MaxResults int 1 100; LanguageCode enum {languages}
            SearchVocabularies | VocabularySummaryList | MaxResults int 1 100; LanguageCode enum {languages}; \
            State enum CREATION_IN_PROGRESS,ACTIVE,CREATION_FAILED,DELETE_IN_PROGRESS; \
            NameStartsWith pattern [0-9a-zA-Z._-]{1,140}
            """.replace("{phone-number-types}", PHONE_NUMBER_TYPES)
                    .replace("{countries}", COUNTRIES)
                    .replace("{languages}", LANGUAGES));

    /** Returns the list of an operation. */
    static EmptyList of(String operation) {
        var list = BY_OPERATION.get(operation);
        if (list == null) {
            throw new IllegalStateException("No rules for " + operation);
        }
        return list;
    }

    /**
     * Checks the members of a request.
     *
     * @param members values of a body, or {@link QueryTexts}; null counts as absent
     * @throws InvalidRequestException if a required member is absent
     * @throws InvalidParameterException if a member breaks its rule, or there is a page token, which no list issued
     */
    void check(Map<String, ? extends @Nullable Object> members) {
        rules.forEach((name, rule) -> {
            var value = members.get(name);
            if (value == null && rule.isRequired()) {
                throw new InvalidRequestException("%s is required".formatted(StringUtils.capitalize(name)));
            }
            if (value != null && !rule.allows(value)) {
                throw new InvalidParameterException(
                        "%s is not one of the values it may have".formatted(StringUtils.capitalize(name)));
            }
        });
        var inQuery = members.get("nextToken");
        if (members.get("NextToken") != null || (inQuery != null && !inQuery.equals(QueryTexts.of("")))) {
            throw new InvalidParameterException("NextToken was not issued by this operation");
        }
    }

    /** Returns the answer. */
    Map<String, Object> answer() {
        return Map.of(member, List.of());
    }

    /** The values that a member may have. */
    sealed interface Rule {

        boolean isRequired();

        boolean allows(Object value);
    }

    /** An integer of a body, or its text in a query. */
    record Range(boolean isRequired, int min, int max) implements Rule {

        private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

        @Override
        public boolean allows(Object value) {
            return switch (value) {
                case Integer number -> number >= min && number <= max;
                case QueryTexts texts -> {
                    var text = texts.only();
                    yield text != null && INTEGER.matcher(text).matches() && allows(Integer.valueOf(text));
                }
                default -> false;
            };
        }
    }

    /** A text that matches a pattern. */
    record Matching(boolean isRequired, Pattern pattern) implements Rule {

        @Override
        public boolean allows(Object value) {
            var text = text(value);
            return text != null && pattern.matcher(text).matches();
        }
    }

    /** One of some texts. */
    record OneOf(boolean isRequired, Set<String> values) implements Rule {

        @Override
        public boolean allows(Object value) {
            var text = text(value);
            return text != null && values.contains(text);
        }
    }

    /** A list of some texts. */
    record ListOf(boolean isRequired, int max, OneOf values) implements Rule {

        @Override
        public boolean allows(Object value) {
            var list = value instanceof QueryTexts(var texts) ? texts : value;
            return list instanceof Collection<?> items
                    && items.size() <= max
                    && items.stream().allMatch(item -> item != null && values.allows(item));
        }
    }

    private static @Nullable String text(Object value) {
        return switch (value) {
            case String text -> text;
            case QueryTexts texts -> texts.only();
            default -> null;
        };
    }

    /** The values of a parameter of the query, or of a label of the path, where numbers are texts. */
    record QueryTexts(List<String> texts) {

        static QueryTexts of(String... texts) {
            return new QueryTexts(List.of(texts));
        }

        private @Nullable String only() {
            return texts.size() == 1 ? texts.getFirst() : null;
        }
    }

    private static Map<String, EmptyList> parse(String table) {
        return table.lines()
                .map(line -> line.split(" \\| ", -1))
                .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> new EmptyList(row[1], rules(row[2]))));
    }

    private static Map<String, Rule> rules(String row) {
        var rules = new HashMap<String, Rule>();
        for (var member : row.split("; ", -1)) {
            var parts = member.split(" ", -1);
            var isRequired = parts[0].startsWith("*");
            rules.put(parts[0].replace("*", ""), rule(isRequired, parts));
        }
        return Map.copyOf(rules);
    }

    private static Rule rule(boolean isRequired, String[] parts) {
        return switch (parts[1]) {
            case "int" -> new Range(isRequired, Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
            case "text" -> new Matching(isRequired, Pattern.compile("(?s).{%s,%s}".formatted(parts[2], parts[3])));
            case "pattern" -> new Matching(isRequired, Pattern.compile(parts[2]));
            case "enum" -> new OneOf(isRequired, values(parts[2]));
            case "list" -> new ListOf(isRequired, Integer.parseInt(parts[2]), new OneOf(false, values(parts[3])));
            default -> throw new IllegalStateException("No rule " + parts[1]);
        };
    }

    private static Set<String> values(String list) {
        return new HashSet<>(Arrays.asList(list.split(",", -1)));
    }
}
