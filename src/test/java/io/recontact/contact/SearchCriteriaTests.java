package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.SearchContactsAdditionalTimeRangeCriteria;
import software.amazon.awssdk.services.connect.model.SearchContactsMatchType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Criteria of SearchContacts beyond those that compare one value: tags, further times, names without words. */
@ServiceTest
class SearchCriteriaTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final SearchFixtures searching;
    private String unnamed = "";

    SearchCriteriaTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.searching = new SearchFixtures(tenant, jdbc);
    }

    @BeforeEach
    void startAnUnnamedChat() {
        unnamed = tenant.start();
    }

    /** Sends members that the SDK of the tests does not have yet. */
    private JsonNode expectStatus(String criteria, int status) {
        var now = searching.now();
        var answer = raw.post("/search-contacts", """
                {"InstanceId": "%s",
                 "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": %d, "EndTime": %d},
                 "SearchCriteria": %s}""".formatted(
                        tenant.instance(),
                        now.minusSeconds(86_400).getEpochSecond(),
                        now.plusSeconds(86_400).getEpochSecond(),
                        criteria));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private List<String> found(String criteria) {
        return expectStatus(criteria, 200)
                .path("Contacts")
                .valueStream()
                .map(contact -> contact.path("Id").asString())
                .toList();
    }

    private String tagged(Map<String, String> tags) {
        var contact = tenant.start();
        tenant.connect()
                .tagContact(tag ->
                        tag.instanceId(tenant.instance()).contactId(contact).tags(tags));
        return contact;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"TagCondition": {"TagKey": "team", "TagValue": "a"}}                                          | A AX
            {"TagCondition": {"TagKey": "team"}}                                                           | A AX B
            {"TagCondition": {"TagValue": "x"}}                                                            | AX
            {"TagCondition": {"TagKey": "team", "TagValue": "x"}}                                          |
            {"TagCondition": {"TagKey": "TEAM"}}                                                           |
            {"AndConditions": [{"TagKey": "team", "TagValue": "a"}, {"TagKey": "tier", "TagValue": "x"}]}  | AX
            {"AndConditions": [{"TagKey": "team", "TagValue": "a"}, {"TagKey": "team", "TagValue": "b"}]}  |
            {"OrConditions": [[{"TagKey": "team", "TagValue": "b"}], [{"TagKey": "tier"}]]}                | AX B
            {"OrConditions": [[{"TagKey": "team", "TagValue": "a"}, {"TagKey": "tier"}]]}                  | AX
            {"OrConditions": [[{"TagKey": "team"}]], "TagCondition": {"TagKey": "tier"}}                   | AX
            {"TagCondition": {"TagKey": "aws:connect:instanceId"}}                                         | A AX B -
            {}                                                                                             | A AX B -
            {"AndConditions": [], "OrConditions": []}                                                      | A AX B -
            {"OrConditions": [[]]}                                                                         | A AX B -
            """)
    void findsByTags(String tags, String wanted) {
        var contacts = Map.of(
                "A", tagged(Map.of("team", "a")),
                "AX", tagged(Map.of("team", "a", "tier", "x")),
                "B", tagged(Map.of("team", "b")),
                "-", unnamed);

        assertThat(found("{\"ContactTags\": %s}".formatted(tags)))
                .containsExactlyInAnyOrderElementsOf(
                        wanted == null
                                ? List.of()
                                : List.of(wanted.split(" ")).stream()
                                        .map(contacts::get)
                                        .toList());
    }

    @Test
    void findsByTheTagThatTheServiceSets() {
        assertThat(found(
                        "{\"ContactTags\": {\"TagCondition\": {\"TagKey\": \"aws:connect:instanceId\", \"TagValue\": \"%s\"}}}"
                                .formatted(tenant.instance())))
                .containsExactly(unnamed);
    }

    private static SearchContactsAdditionalTimeRangeCriteria within(String type, Instant from, Instant until) {
        return SearchContactsAdditionalTimeRangeCriteria.builder()
                .timeRange(range -> range.type(type).startTime(from).endTime(until))
                .build();
    }

    private static SearchContactsAdditionalTimeRangeCriteria without(String type) {
        return SearchContactsAdditionalTimeRangeCriteria.builder()
                .timestampCondition(condition -> condition.type(type).conditionType("NOT_EXISTS"))
                .build();
    }

    private List<String> find(SearchContactsMatchType match, SearchContactsAdditionalTimeRangeCriteria... criteria) {
        return searching.find(search -> search.searchCriteria(
                all -> all.additionalTimeRange(range -> range.criteria(criteria).matchType(match))));
    }

    @ParameterizedTest
    @EnumSource(value = SearchContactsMatchType.class, names = "UNKNOWN_TO_SDK_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void findsByFurtherTimes(SearchContactsMatchType match) {
        var now = searching.now();
        var queued = tenant.start();
        var ended = tenant.start();
        var both = tenant.start();
        searching.set(queued, "queue_id = id, enqueued_at = now()");
        searching.set(both, "queue_id = id, enqueued_at = now()");
        tenant.stop(ended);
        tenant.stop(both);

        var found = find(
                match,
                within("ENQUEUE_TIMESTAMP", now.minusSeconds(60), now.plusSeconds(3600)),
                without("DISCONNECT_TIMESTAMP"));

        assertThat(found)
                .containsExactlyElementsOf(
                        switch (match) {
                            case MATCH_ALL, MATCH_EXACT -> List.of(queued);
                            case MATCH_ANY -> List.of(unnamed, queued, both);
                            case MATCH_NONE -> List.of(ended);
                            case UNKNOWN_TO_SDK_VERSION -> List.of();
                        });
    }

    @Test
    void includesBothEndsOfAFurtherRangeHoweverLongItIs() {
        var at = tenant.describe(unnamed).initiationTimestamp();
        var all = SearchContactsMatchType.MATCH_ALL;

        assertThat(find(all, within("INITIATION_TIMESTAMP", at, at))).containsExactly(unnamed);
        assertThat(find(all, within("INITIATION_TIMESTAMP", at.plusMillis(1), at.plusSeconds(9))))
                .isEmpty();
        assertThat(find(all, within("INITIATION_TIMESTAMP", at.minus(Duration.ofDays(900)), at)))
                .containsExactly(unnamed);
        assertThat(find(all)).containsExactly(unnamed);
    }

    @Test
    void refusesAReversedFurtherRange() {
        var now = searching.now();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> find(
                        SearchContactsMatchType.MATCH_ALL, within("INITIATION_TIMESTAMP", now, now.minusMillis(1))))
                .withMessageContaining("AdditionalTimeRange");
    }

    /** Malformed criteria are refused with their reason; none is ignored, and none is a 5xx. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ContactAnalysis": {"Transcript": {}}}                                                                   | Criteria
            {"ContactAnalysis": {"Transcript": {"Criteria": [{"SearchText": [], "MatchType": "MATCH_ANY"}]}}}         | ParticipantRole
            {"ContactAnalysis": {"Transcript": {"Criteria": {}}}}                                                     | Criteria
            {"ContactAnalysis": []}                                                                                   | ContactAnalysis
            {"ContactAnalysis": "x"}                                                                                  | ContactAnalysis
            {"ContactAnalysis": {"Transcript": {"Criteria": [], "MatchType": "SOME"}}}                                | MatchType
            {"ContactAnalysis": {"Transcript": {"Criteria": [{"ParticipantRole": "AGENT", "SearchText": ["x"], "MatchType": "MATCH_ANY"}]}}} | ContactAnalysis
            {"ActiveRegions": {}}                                                                                     | ActiveRegions
            {"ActiveRegions": "us-east-1"}                                                                            | ActiveRegions
            {"ActiveRegions": ["Mars"]}                                                                               | ActiveRegions
            {"ActiveRegions": [null]}                                                                                 | ActiveRegions
            {"ActiveRegions": ["us-east-1"]}                                                                          | ActiveRegions
            {"AgentHierarchyGroups": []}                                                                              | AgentHierarchyGroups
            {"AgentHierarchyGroups": {"L1Ids": {}}}                                                                   | L1Ids
            {"AgentHierarchyGroups": {"L5Ids": ["1","2","3","4","5","6","7","8","9","10","11"]}}                      | L5Ids
            {"AgentHierarchyGroups": {"L2Ids": ["1"]}}                                                                | AgentHierarchyGroups
            {"RoutingCriteria": {"Steps": {}}}                                                                        | Steps
            {"RoutingCriteria": {"Steps": [{"AgentCriteria": {"AgentIds": [""]}}]}}                                   | AgentIds
            {"RoutingCriteria": {"Steps": [{"AgentCriteria": {"AgentIds": ["a"], "MatchType": "SOME"}}]}}             | MatchType
            {"RoutingCriteria": {"Steps": [{"AgentCriteria": {"AgentIds": ["a"]}}]}}                                  | RoutingCriteria
            {"AdditionalTimeRange": {}}                                                                               | AdditionalTimeRange
            {"AdditionalTimeRange": {"Criteria": []}}                                                                 | MatchType
            {"AdditionalTimeRange": {"Criteria": [{}], "MatchType": "MATCH_ALL"}}                                     | AdditionalTimeRange
            {"AdditionalTimeRange": {"Criteria": [{"TimestampCondition": {"Type": "ENQUEUE_TIMESTAMP"}}], "MatchType": "MATCH_ALL"}} | ConditionType
            {"AdditionalTimeRange": {"Criteria": [{"TimestampCondition": {"Type": "ENQUEUE_TIMESTAMP", "ConditionType": "EXISTS"}}], "MatchType": "MATCH_ALL"}} | ConditionType
            {"AdditionalTimeRange": {"Criteria": [{"TimeRange": {"Type": "ENQUEUE_TIMESTAMP", "EndTime": 1}}], "MatchType": "MATCH_ALL"}} | StartTime
            {"ContactTags": []}                                                                                       | ContactTags
            {"ContactTags": {"TagCondition": {}}}                                                                     | ContactTags
            {"ContactTags": {"AndConditions": [{"TagKey": 1}, {"TagKey": {}}]}}                                       | TagKey
            {"ContactTags": {"OrConditions": [{"TagKey": "a"}]}}                                                      | OrConditions
            {"ContactTags": {"OrConditions": [null]}}                                                                 | OrConditions
            {"ContactTags": {"OrConditions": [[null]]}}                                                               | OrConditions
            {"AiAgents": []}                                                                                          | AiAgents
            {"AiAgents": {"Criteria": [{}, {}]}}                                                                      | AiAgents
            {"AiAgents": {"Criteria": [{"Id": "x"}]}}                                                                 | Id
            {"AiAgents": {"Criteria": [{"AiUseCase": "SelfService"}]}}                                                | AiAgents
            """)
    void refusesMalformedAndUnsupportedCriteria(String criteria, String member) {
        assertThat(expectStatus(criteria, 400).path("Message").asString()).contains(member);
    }

    @Test
    void refusesTooManyConditions() {
        var conditions = "{\"TagKey\": \"a\"},".repeat(100) + "{\"TagKey\": \"a\"}";

        assertThat(expectStatus("{\"ContactTags\": {\"AndConditions\": [%s]}}".formatted(conditions), 400)
                        .path("Message")
                        .asString())
                .contains("ContactTags");
    }

    @Test
    void countsTheConditionsOfAllListsOfTagsTogether() {
        var all = "[%s]".formatted(String.join(", ", Collections.nCopies(50, "{\"TagKey\": \"a\"}")));

        expectStatus("{\"ContactTags\": {\"AndConditions\": %1$s, \"OrConditions\": [%1$s]}}".formatted(all), 200);
        for (var tags : new String[] {
            "{\"AndConditions\": %1$s, \"OrConditions\": [%1$s, [{\"TagKey\": \"a\"}]]}",
            "{\"OrConditions\": [%1$s, %1$s, [{\"TagKey\": \"a\"}]]}",
            "{\"AndConditions\": %1$s, \"OrConditions\": [%1$s], \"TagCondition\": {\"TagKey\": \"a\"}}",
        }) {
            assertThat(expectStatus("{\"ContactTags\": %s}".formatted(tags.formatted(all)), 400)
                            .toString())
                    .contains("ContactTags");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ContactAnalysis\": {}}",
                "{\"ContactAnalysis\": {\"Transcript\": {\"Criteria\": []}}}",
                "{\"ActiveRegions\": []}",
                "{\"AgentHierarchyGroups\": {}}",
                "{\"AgentHierarchyGroups\": {\"L1Ids\": []}}",
                "{\"RoutingCriteria\": {}}",
                "{\"RoutingCriteria\": {\"Steps\": [{}]}}",
                "{\"AdditionalTimeRange\": {\"Criteria\": [], \"MatchType\": \"MATCH_NONE\"}}",
                "{\"AiAgents\": {}}",
                "{\"AiAgents\": {\"Criteria\": []}}"
            })
    void acceptsCriteriaWithoutEffect(String criteria) {
        assertThat(found(criteria)).containsExactly(unnamed);
    }

    private List<String> named(SearchContactsMatchType match, String... texts) {
        return searching.find(search -> search.searchCriteria(
                all -> all.name(name -> name.searchText(texts).matchType(match))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "%", "_", "-", "", " ", "\\", "'", "🎉", "\t"})
    void aNameWithoutWordsFindsNothingThatDoesNotHaveIt(String text) {
        var task = searching.task("Call back");

        assertThat(named(SearchContactsMatchType.MATCH_ANY, text)).isEmpty();
        assertThat(named(SearchContactsMatchType.MATCH_ALL, text)).isEmpty();
        assertThat(named(SearchContactsMatchType.MATCH_EXACT, text)).isEmpty();
        assertThat(named(SearchContactsMatchType.MATCH_ALL, "call", text)).isEmpty();
        assertThat(named(SearchContactsMatchType.MATCH_ANY, "call", text)).containsExactly(task);
        assertThat(named(SearchContactsMatchType.MATCH_NONE, text)).containsExactly(unnamed, task);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "%", "-", "🎉"})
    void aNameWithoutWordsIsFoundAsItStands(String text) {
        var contained = searching.task("50 " + text + " off");
        var exact = searching.task(text);

        assertThat(named(SearchContactsMatchType.MATCH_ANY, text)).containsExactly(contained, exact);
        assertThat(named(SearchContactsMatchType.MATCH_EXACT, text)).containsExactly(exact);
        assertThat(named(SearchContactsMatchType.MATCH_NONE, text)).containsExactly(unnamed);
    }

    @Test
    void namesOfAnyScriptHaveWords() {
        var task = searching.task("Привет, мир");

        assertThat(named(SearchContactsMatchType.MATCH_ANY, "МИР")).containsExactly(task);
        assertThat(named(SearchContactsMatchType.MATCH_ANY, "Пока")).isEmpty();
    }
}
