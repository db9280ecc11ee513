package io.sockee.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "192.0.2.1,                 192.0.2.1",
        "0.0.0.0,                   0.0.0.0",
        "255.255.255.255,           255.255.255.255",
        "::,                        ::",
        "::1,                       ::1",
        "0:0:0:0:0:0:0:1,           ::1",
        "2001:DB8::0001,            2001:db8::1",
        "2001:db8:0:0:1:0:0:1,      2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,      2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,        2001:0:0:1::1",
        "fe80::1%eth0,              fe80::1",
        "fe80::,                    fe80::",
        "1:2:3:4:5:6:7::,           1:2:3:4:5:6:7:0",
        "::ffff:192.0.2.1,          192.0.2.1",
        "::ffff:c000:201,           192.0.2.1",
        "64:ff9b::192.0.2.1,        64:ff9b::c000:201",
        "1:2:3:4:5:6:1.2.3.4,       1:2:3:4:5:6:102:304",
    })
    void hasOneWayToBeWritten(String text, String normal) {
        assertThat(IpAddress.parse(text)).hasToString("Optional[" + normal + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "example.org",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.4.",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.-4",
                "0x7f.0.0.1",
                "2130706433",
                "1.2.3.4 ",
                "1.2.3.4:80",
                ":",
                ":::",
                "1::2::3",
                "12345::",
                "::g",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "1.2.3.4::",
                "::1.2.3.4:1",
                "1:2:3:4:5:6:7:1.2.3.4",
                "[::1]",
                "%eth0",
                "\u0661.2.3.4",
            })
    void isNoName(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void isShort() {
        assertThat(IpAddress.parse("1:".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest(name = "{0} holds {1}: {2}")
    @CsvSource({
        "192.0.2.7,             192.0.2.7,        true",
        "192.0.2.7,             192.0.2.6,        false",
        "192.0.2.7,             ::ffff:192.0.2.7, true",
        "::ffff:192.0.2.0/120,  192.0.2.255,      true",
        "::ffff:192.0.2.0/120,  192.0.3.0,        false",
        "10.0.0.0/8,            10.255.0.1,       true",
        "10.0.0.0/8,            11.0.0.1,         false",
        "10.9.8.7/8,            10.0.0.1,         true",
        "172.16.0.0/12,         172.31.255.255,   true",
        "172.16.0.0/12,         172.32.0.0,       false",
        "192.0.2.7/32,          192.0.2.7,        true",
        "128.0.0.0/1,           255.0.0.1,        true",
        "fd00::/8,              fdff::1,          true",
        "fd00::/8,              fe00::1,          false",
        "2001:db8::/33,         2001:db8:7fff::1, true",
        "2001:db8::/33,         2001:db8:8000::1, false",
        "::1,                   0:0:0:0:0:0:0:1,  true",
        "::1,                   127.0.0.1,        false",
    })
    void rangesHoldWhatBeginsAsTheyDo(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range)
                        .orElseThrow()
                        .contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(held);
    }

    @Test
    void whatTrustsEverybodyIsNoRange() {
        assertThat(List.of("0.0.0.0/0", "::/0", "::ffff:0.0.0.0/96", "10.0.0.0/33", "::1/129", "10.0.0.0/", "/8"))
                .allSatisfy(range -> assertThat(AddressRange.parse(range)).isEmpty());
    }
}
