#pragma once

#include <QByteArray>
#include <QtTest>

#include <string>
#include <string_view>

// Lets QCOMPARE say what two strings of the standard library are, control bytes escaped.
namespace QTest {

template <>
inline char* toString(const std::string_view& text)
{
    return toPrettyCString(text.data(), qsizetype(text.size()));
}

template <>
inline char* toString(const std::string& text)
{
    return toPrettyCString(text.data(), qsizetype(text.size()));
}

} // namespace QTest
