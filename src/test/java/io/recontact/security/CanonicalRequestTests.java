package io.recontact.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.api.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases that the test suite of AWS does not cover. */
class CanonicalRequestTests {

    @ParameterizedTest
    @CsvSource({
        // Encoded characters are encoded again: an ARN as a label, as the SDKs send it.
        "/contacts/arn%3Aaws%3Aconnect%2Fi/c, /contacts/arn%253Aaws%253Aconnect%252Fi/c",
        // get-utf8 and get-space of the suite, which its latest version no longer has.
        "/ሴ, /%E1%88%B4",
        "/example space/, /example%20space/",
        // An empty label at the end, as the JavaScript SDK sends it.
        "/contacts/i/, /contacts/i/",
        "/contacts//c, /contacts/c",
        "/a/b/.., /a",
        "/a/b/../, /a/",
        "/../../a, /a",
        "/a/..b/.../c., /a/..b/.../c.",
        "/a/%2E%2E/b, /a/%252E%252E/b",
    })
    void normalisesThePath(String path, String canonical) {
        assertThat(line(1, path, null, Map.of())).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "TagKeys=b&TagKeys=a%20b, TagKeys=a%20b&TagKeys=b",
        // A plus is not a space, and hexadecimal digits become upper case.
        "a=1+2&b=%c3%a9, a=1%2B2&b=%C3%A9",
        "b=&a, a=&b=",
        "a==b=c, a=%3Db%3Dc",
        "&&a=1&, a=1",
        // The name is compared before the value: '-' and the digits sort before '='.
        "a1=x&a=y&a-=z, a=y&a-=z&a1=x",
        // The order is that of code units: upper case first.
        "b=1&B=1&a=1, B=1&a=1&b=1",
        // Bytes that are not UTF-8 stay unchanged.
        "a=%FF%00, a=%FF%00",
        "a=%7E%2D, a=~-",
    })
    void sortsAndNormalisesTheQuery(String query, String canonical) {
        assertThat(line(2, "/", query, Map.of())).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "%zz=1", "a=%-1", "a=%é1"})
    void refusesAHalfEncodedQuery(String query) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> CanonicalQueryString.parse(query));
    }

    @Test
    void trimsAndJoinsTheValuesOfAHeader() {
        assertThat(line(3, "/", null, Map.of("my-header", List.of("  a \t  b ", "", "c,d"))))
                .isEqualTo("my-header:a b,,c,d");
    }

    private static String line(int index, String path, @Nullable String query, Map<String, List<String>> headers) {
        var request =
                new CanonicalRequest("GET", path, CanonicalQueryString.parse(query), new TreeMap<>(headers), "hash");
        return request.text().split("\n", -1)[index];
    }
}
