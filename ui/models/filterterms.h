#pragma once

#include <stomp/messages/messagestore.h>

#include <QList>
#include <QString>

namespace Ui {

/** A header or a scalar of the JSON body of one message, in the words of the filter line. */
struct FilterTerm
{
    QString name; //!< destination, "content-type", $.order.qty
    QString value; //!< 'text', 12.50, TRUE; empty: JSON's null
    QString ordered; //!< what < and > compare it with; empty: it has no order
    bool isPath = false;

    [[nodiscard]] QString is() const;
    [[nodiscard]] QString isNot() const;
    [[nodiscard]] QString isGreater() const; //!< of what has an order
    [[nodiscard]] QString isLess() const;
};

/** The headers first, then the members of the body in their order, at most so many in all; longer
 * texts than a line can hold are left out, and bodies beyond 256 KiB. */
[[nodiscard]] QList<FilterTerm> filterTerms(const Stomp::StoredMessage& message, int most);

/** The size of its body, in bytes. */
[[nodiscard]] FilterTerm sizeTerm(const Stomp::MessageRow& row);
/** When it came, to the unit in which a table shows it: is() then finds what looks the same. */
[[nodiscard]] FilterTerm timeTerm(const Stomp::MessageRow& row, bool showsMicroseconds);

/** condition AND term; the term alone when there is no condition. */
[[nodiscard]] QString withTerm(const QString& condition, const QString& term);

} // namespace Ui
