#pragma once

#include "theme.h"

#include <QHash>
#include <QStringList>
#include <QWidget>

#include <functional>

class QToolButton;
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
 * newer one of the same key takes the older one's place. Stays until it is mended or closed. The
 * newest stand open; the others wait behind a button, so that room is left for what they concern.
 */
class NoticeArea : public QWidget
{
    Q_OBJECT

public:
    static constexpr int mostOpen = 2;

    explicit NoticeArea(QWidget* parent = nullptr);

    void show(const QString& key, Tone tone, const Problem& problem, const NoticeAction& action);
    void dismiss(const QString& key);
    /** The bar of this key, or null. */
    [[nodiscard]] QWidget* notice(const QString& key) const { return m_bars.value(key); }
    [[nodiscard]] bool isEmpty() const { return m_bars.isEmpty(); }

private:
    void fold();

    QVBoxLayout* m_layout;
    QToolButton* m_earlier;
    QHash<QString, QWidget*> m_bars;
    QStringList m_keys; //!< of the bars, the oldest first
    bool m_showsAll = false;
};

} // namespace Ui
