#pragma once

#include <QRegularExpression>
#include <QTest>

namespace Testing {

/** In init(): any warning fails the test, but for what the offscreen platform says of every window
 * that has a smallest size, and of a list that pops up. */
inline void failOnAnyWarning()
{
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise|grabbing))")));
}

} // namespace Testing
