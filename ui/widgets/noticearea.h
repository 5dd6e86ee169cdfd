#pragma once

#include "theme.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace Ui {

struct Problem;

/** One action that mends what a notice says. */
struct NoticeAction
{
    QString text;
    std::function<void()> run;
};

/**
 * Bars that say what went wrong, inside the window and above what it concerns. One for each key: a
 * newer one of the same key takes the older one's place. Stays until it is mended or closed.
 */
class NoticeArea : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeArea(QWidget* parent = nullptr);

    void show(const QString& key, Tone tone, const Problem& problem, const NoticeAction& action);
    void dismiss(const QString& key);
    /** The bar of this key, or null. */
    [[nodiscard]] QWidget* notice(const QString& key) const { return m_bars.value(key); }
    [[nodiscard]] bool isEmpty() const { return m_bars.isEmpty(); }

private:
    QVBoxLayout* m_layout;
    QHash<QString, QWidget*> m_bars;
};

} // namespace Ui
