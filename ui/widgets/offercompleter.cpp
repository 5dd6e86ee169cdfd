#include "offercompleter.h"

#include "theme.h"

#include <QApplication>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPointer>
#include <QStandardItemModel>
#include <QTreeView>

#include <algorithm>

namespace Ui {

OfferCompleter::OfferCompleter(QObject* parent)
    : QCompleter(parent), m_model(new QStandardItemModel(this)), m_list(new QTreeView)
{
    setModel(m_model);
    setPopup(m_list); // which takes it over
    setCaseSensitivity(Qt::CaseSensitive);
    setCompletionMode(QCompleter::PopupCompletion);
    setMaxVisibleItems(10);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->header()->hide();
    m_list->header()->setStretchLastSection(true);
    m_list->setAttribute(Qt::WA_NoMouseReplay); // clickBehindList() does, on every platform
    m_list->setMinimumWidth(Theme::grid * 60);
    m_list->setAccessibleName(tr("What can be typed here"));
}

void OfferCompleter::setOffers(const QList<Offer>& offers)
{
    if (offers == m_offers)
        return;
    m_offers = offers;
    m_model->clear();
    for (const Offer& offer : offers) {
        auto* const text = new QStandardItem(offer.text);
        auto* const meaning = new QStandardItem(offer.meaning);
        for (QStandardItem* const item : {text, meaning}) {
            item->setEditable(false);
            item->setToolTip(offer.meaning);
        }
        meaning->setForeground(m_list->palette().brush(QPalette::PlaceholderText));
        m_model->appendRow({text, meaning});
    }
    fitColumns();
}

void OfferCompleter::fitColumns()
{
    int widest = 0;
    for (const Offer& offer : m_offers)
        widest = std::max(widest, m_list->fontMetrics().horizontalAdvance(offer.text));
    m_list->header()->setMinimumSectionSize(Theme::grid * 4);
    m_list->header()->resizeSection(
        0, std::min(widest + Theme::grid * 3, m_list->minimumWidth() / 2));
}

QStringList OfferCompleter::splitPath(const QString& path) const
{
    const auto begins = [&path](const Offer& offer) {
        return offer.text.startsWith(path);
    };
    const auto first = std::ranges::find_if(m_offers, begins);
    const bool isComplete = first != m_offers.end() && first->text == path
        && std::find_if(first + 1, m_offers.end(), begins) == m_offers.end();
    // Nothing is offered for what no offer can begin with.
    return {isComplete ? path + QChar(QChar::Null) : path};
}

bool OfferCompleter::eventFilter(QObject* watched, QEvent* event)
{
    // QCompleter takes such a click for the end of its list and nothing else: what is typed next
    // would go into the line that one has just left.
    if (watched == m_list && event->type() == QEvent::MouseButtonPress && !m_list->underMouse()) {
        clickBehindList(*static_cast<QMouseEvent*>(event));
        return true;
    }
    return QCompleter::eventFilter(watched, event);
}

void OfferCompleter::clickBehindList(const QMouseEvent& press)
{
    m_list->hide();
    const QPointer<QWidget> below = QApplication::widgetAt(press.globalPosition().toPoint());
    // Qt moves the focus for what the window system sends, not for what a program does; and of a
    // release it knows only whose press it has seen: both are told here.
    for (QWidget* next = below; next; next = next->isWindow() ? nullptr : next->parentWidget()) {
        if (next->isEnabled() && (next->focusPolicy() & Qt::ClickFocus) != 0) {
            next->setFocus(Qt::MouseFocusReason);
            break;
        }
    }
    for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        if (!below)
            return;
        const bool isDown = type == QEvent::MouseButtonPress;
        QMouseEvent again(type, below->mapFromGlobal(press.globalPosition()),
            press.globalPosition(), press.button(), isDown ? press.buttons() : Qt::NoButton,
            press.modifiers());
        QCoreApplication::sendEvent(below, &again);
    }
}

} // namespace Ui
