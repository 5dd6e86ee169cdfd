#include "sampletraffic.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace Stomp {

namespace {

struct Customer
{
    std::string_view name;
    std::string_view email;
    std::string_view city;
    std::string_view country;
};

constexpr std::array<Customer, 14> s_customers{{
    {"Ada Lindqvist", "ada.lindqvist@example.com", "Göteborg", "SE"},
    {"José Ángel Muñoz", "ja.munoz@example.com", "Córdoba", "ES"},
    {"Zoë Brontë-Smith", "zoe@example.org", "Leeds", "GB"},
    {"Łukasz Wójcik", "lukasz.wojcik@example.com", "Łódź", "PL"},
    {"Дмитрий Иванов", "d.ivanov@example.com", "София", "BG"},
    {"Ελένη Παπαδοπούλου", "eleni.p@example.com", "Αθήνα", "GR"},
    {"李小梅", "xiaomei.li@example.com", "台北", "TW"},
    {"佐藤 健", "ken.sato@example.co.jp", "東京", "JP"},
    {"김민준", "minjun.kim@example.com", "서울", "KR"},
    {"محمد العلي", "m.alali@example.com", "عمّان", "JO"},
    {"נועה לוי", "noa.levi@example.com", "חיפה", "IL"},
    {"प्रिया शर्मा", "priya.sharma@example.in", "पुणे", "IN"},
    {"สมชาย ใจดี", "somchai@example.com", "เชียงใหม่", "TH"},
    {"Nguyễn Thị Hồng", "hong.nguyen@example.com", "Huế", "VN"},
}};

struct Article
{
    std::string_view sku;
    std::string_view name;
    std::int64_t cents;
};

constexpr std::array<Article, 10> s_articles{{
    {"KB-104", "Mechanical keyboard", 8990},
    {"MS-021", "Trackball mouse", 4999},
    {"CB-200", "USB-C cable 2 m", 1195},
    {"TEA-07", "Grüner Tee „Sencha“", 740},
    {"CUP-33", "Mug \"STOMP\" ☕", 1250},
    {"BK-919", "Enterprise Integration Patterns", 6410},
    {"LMP-5", "Desk lamp 5\" arm", 3905},
    {"CHR-88", "Office chair", 24900},
    {"PEN-01", "Pencil", 5},
    {"GFT-2", "Gift box 🎁", 399},
}};

constexpr std::array<std::string_view, 8> s_notes{"", "", "", "Leave at the door.",
    "Ring twice,\nthen wait.", "Happy birthday! 🎂🥳", "Back entrance: C:\\yard\\gate 7",
    "Merci d’appeler avant 👩‍🚀"};

constexpr std::array<std::string_view, 4> s_states{"new", "paid", "packed", "shipped"};

constexpr std::array<std::string_view, 8> s_names{
    "ACME", "GLOBEX", "INITECH", "UMBRL", "STARK", "WAYNE", "HOOLI", "TYRELL"};

void appendText(std::string& json, std::string_view text)
{
    json += '"';
    for (const char c : text) {
        if (c == '\n') {
            json += "\\n";
            continue;
        }
        if (c == '"' || c == '\\')
            json += '\\';
        json += c;
    }
    json += '"';
}

void appendField(std::string& json, std::string_view name, std::string_view text)
{
    appendText(json, name);
    json += ':';
    appendText(json, text);
}

/** Cents as an exact decimal: 1250 is 12.50. */
std::string money(std::int64_t cents)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%lld.%02lld", static_cast<long long>(cents / 100),
        static_cast<long long>(cents % 100));
    return text.data();
}

std::string isoTime(std::int64_t unixMs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> time{milliseconds{unixMs}};
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss<milliseconds> clock{time - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count()));
    return text.data();
}

} // namespace

SampleTraffic::SampleTraffic(std::uint64_t seed) : m_random(seed)
{
    for (std::int64_t& cents : m_cents)
        cents = 1000 + static_cast<std::int64_t>(below(40'000));
}

std::size_t SampleTraffic::below(std::size_t bound)
{
    return static_cast<std::size_t>(m_random() % bound);
}

void SampleTraffic::appendItems(std::string& json, std::int64_t& totalCents)
{
    json += "\"items\":[";
    const std::size_t count = 1 + below(4);
    for (std::size_t i = 0; i < count; ++i) {
        const Article& article = s_articles[below(s_articles.size())];
        const std::size_t quantity = 1 + below(5);
        totalCents += article.cents * static_cast<std::int64_t>(quantity);
        json += i == 0 ? "{" : ",{";
        appendField(json, "sku", article.sku);
        json += ',';
        appendField(json, "name", article.name);
        json += ",\"qty\":" + std::to_string(quantity);
        json += ",\"unitPrice\":" + money(article.cents) + '}';
    }
    json += ']';
}

Frame SampleTraffic::order(std::int64_t unixMs)
{
    const std::uint64_t number = ++m_orders;
    const Customer& customer = s_customers[below(s_customers.size())];
    std::string orderId = std::to_string(number);
    orderId.insert(0, orderId.size() < 6 ? 6 - orderId.size() : 0, '0');
    orderId.insert(0, "ORD-");

    std::string json = "{";
    appendField(json, "orderId", orderId);
    // Beyond 2^53 a double cannot hold it: a reader that uses one shows another number.
    const bool isBig = number % 10 == 0;
    json +=
        ",\"id\":" + std::to_string(isBig ? 9'007'199'254'740'993 + 2 * number : 100'000 + number);
    json += ',';
    appendField(json, "placedAt", isoTime(unixMs));
    json += ',';
    appendField(json, "state", s_states[below(s_states.size())]);
    json += ",\"customer\":{";
    appendField(json, "name", customer.name);
    json += ',';
    appendField(json, "email", customer.email);
    json += ",\"address\":{";
    appendField(json, "city", customer.city);
    json += ',';
    appendField(json, "country", customer.country);
    json +=
        ",\"geo\":[" + std::to_string(below(90)) + ".25,-" + std::to_string(below(180)) + ".5]}},";
    std::int64_t totalCents = 0;
    appendItems(json, totalCents);
    const std::int64_t shippingCents = totalCents > 10'000 ? 0 : 495;
    json += ",\"shipping\":" + money(shippingCents);
    json += ",\"total\":" + money(totalCents + shippingCents) + ",\"currency\":\"EUR\"";
    json += below(3) == 0 ? ",\"gift\":true" : ",\"gift\":false";
    const std::string_view note = s_notes[below(s_notes.size())];
    json += ",\"note\":";
    if (note.empty())
        json += "null";
    else
        appendText(json, note);
    json += '}';

    Frame frame;
    frame.command = "SEND";
    frame.add("destination", "/queue/orders");
    frame.add("content-type", "application/json");
    frame.add("type", "order");
    frame.add("correlation-id", orderId);
    frame.add("persistent", "true");
    frame.add("customer-country", customer.country);
    frame.body = std::move(json);
    return frame;
}

Frame SampleTraffic::price(std::int64_t unixMs)
{
    const std::size_t symbol = below(s_symbols);
    const std::int64_t step = static_cast<std::int64_t>(below(101)) - 50;
    m_cents[symbol] = std::max<std::int64_t>(m_cents[symbol] + step, 100);
    const std::int64_t spread = 1 + static_cast<std::int64_t>(below(9));

    Frame frame;
    frame.command = "SEND";
    frame.add("destination", "/topic/prices");
    frame.add("content-type", "application/json");
    frame.add("type", "price");
    frame.add("symbol", s_names[symbol]);
    frame.body = "{";
    appendField(frame.body, "symbol", s_names[symbol]);
    frame.body += ",\"bid\":" + money(m_cents[symbol] - spread);
    frame.body += ",\"ask\":" + money(m_cents[symbol] + spread);
    frame.body += ",\"seq\":" + std::to_string(++m_prices) + ',';
    appendField(frame.body, "at", isoTime(unixMs));
    frame.body += '}';
    return frame;
}

} // namespace Stomp
