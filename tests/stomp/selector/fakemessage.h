#pragma once

#include <stomp/selector/selectorsource.h>

#include <map>
#include <string>

/** A message of which nothing but its headers and the places in its body are known. */
class FakeMessage : public Stomp::SelectorSource
{
public:
    using Values = std::map<std::string, Stomp::SelectorValue, std::less<>>;

    explicit FakeMessage(Values headers, Values places = {})
        : m_headers(std::move(headers)), m_places(std::move(places))
    { }

    Stomp::SelectorValue header(std::size_t, std::string_view name) override
    {
        const auto found = m_headers.find(name);
        return found == m_headers.end() ? Stomp::SelectorValue() : found->second;
    }
    Stomp::SelectorValue path(std::size_t, const Stomp::SelectorPath& path) override
    {
        const auto found = m_places.find(Stomp::pathText(path));
        return found == m_places.end() ? Stomp::SelectorValue() : found->second;
    }

private:
    Values m_headers;
    Values m_places;
};
