#pragma once

#include <QCompleter>
#include <QList>
#include <QString>
#include <QStringList>

class QMouseEvent;
class QStandardItemModel;
class QTreeView;

namespace Ui {

/** Something that may be typed, and what it means. */
struct Offer
{
    QString text;
    QString meaning;

    bool operator==(const Offer&) const = default;
};

/**
 * Completes a line edit from offers, with the meaning beside each in the list, which is not shown
 * when all it could offer stands there already, and never costs a click. Owns its list.
 */
class OfferCompleter : public QCompleter
{
    Q_OBJECT

public:
    explicit OfferCompleter(QObject* parent = nullptr);

    void setOffers(const QList<Offer>& offers);
    [[nodiscard]] const QList<Offer>& offers() const { return m_offers; }

    bool eventFilter(QObject* watched, QEvent* event) override;

protected:
    [[nodiscard]] QStringList splitPath(const QString& path) const override;

private:
    void fitColumns();
    void clickBehindList(const QMouseEvent& press);

    QList<Offer> m_offers;
    QStandardItemModel* m_model;
    QTreeView* m_list;
};

} // namespace Ui
