#pragma once

#include <stomp/messages/messagefilter.h>

#include <QString>

namespace Ui {

/** How the filter line is read. */
enum class FilterMode : quint8
{
    Auto, //!< as a condition when it is one or begins to be one, else as text
    Condition,
    Text
};

/** What is typed into the filter line, read. */
struct FilterReading
{
    /** Empty after a mistake, and when nothing is typed. */
    Stomp::MessageFilter filter;
    bool isText = false;
    /** What is wrong, or else what is probably meant otherwise; empty: nothing. */
    QString complaint;
    bool isMistake = false; //!< the complaint is that it cannot be read
    // The complaint's place in the typed text, in its characters; the length is 0 at its end.
    qsizetype at = 0;
    qsizetype length = 0;
};

/** Where a mistake stands, in the characters of what was typed. */
struct MistakePlace
{
    qsizetype at = 0;
    qsizetype length = 0;
};

/** bytes: the typed text in UTF-8, which the error counts in. */
[[nodiscard]] MistakePlace mistakePlace(
    const Stomp::SelectorError& error, const std::string& bytes);

/** Auto takes bare words for text, also those that the language would take for headers; an
 * operator, a path or a keyword makes it a condition, right or wrong. */
[[nodiscard]] FilterReading readFilter(const QString& typed, FilterMode mode);

} // namespace Ui
